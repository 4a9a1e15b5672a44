-- Routing: ordered rules, the first that matches wins; before, the most specific one won.

-- Who answers for what nobody else does: the department of a street, say.
ALTER TABLE area ADD COLUMN department_id INTEGER REFERENCES department (id);
UPDATE area SET department_id = (
  SELECT department_id FROM routing_rule AS r
  WHERE r.area_code = area.code AND r.kind IS NULL AND r.class_code IS NULL
    AND r.valid_to IS NULL
  ORDER BY r.id LIMIT 1
);

CREATE TEMP TABLE specific_rule AS SELECT * FROM routing_rule WHERE valid_to IS NULL;
DROP TABLE routing_rule;

-- rules/routing.h says what each column asks for; NULL and 0: nothing. A rule is never
-- changed: it retires and another takes its rank, so that old decisions stay explained.
CREATE TABLE routing_rule (
  id INTEGER PRIMARY KEY,
  rank INTEGER NOT NULL,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER NOT NULL DEFAULT 0,
  kind INTEGER NOT NULL, -- 0 matter, 1 component, 2 both
  class_code TEXT,
  condition_code TEXT,
  area_code TEXT,
  cell_code TEXT,
  owner INTEGER NOT NULL DEFAULT 0, -- a department; -1: any, but known; -2: none
  source TEXT,
  weekdays INTEGER NOT NULL DEFAULT 0,
  minute_from INTEGER NOT NULL DEFAULT 0,
  minute_to INTEGER NOT NULL DEFAULT 0,
  max_open INTEGER,
  target INTEGER NOT NULL, -- 0: department_id, 1: the component's owner, 2: the area's
  department_id INTEGER REFERENCES department (id),
  note TEXT,
  retired_at INTEGER,
  CHECK ((target = 0) = (department_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX routing_rule_rank ON routing_rule (rank) WHERE retired_at IS NULL;

-- The owner of a component came before any rule.
INSERT INTO routing_rule (id, rank, kind, owner, target)
SELECT coalesce((SELECT max(id) FROM specific_rule), 0) + 1, 1, 2, -1, 1
WHERE EXISTS (SELECT 1 FROM city);
-- The longer class, then the smaller area, then a rule of one kind, then the older one:
-- areas that hold the same place have different depths, so that their order is as it was.
WITH RECURSIVE deep (id, code, depth) AS (
  SELECT id, code, 1 FROM area WHERE parent_id IS NULL
  UNION ALL
  SELECT a.id, a.code, depth + 1 FROM area AS a JOIN deep ON a.parent_id = deep.id
)
INSERT INTO routing_rule (id, rank, kind, class_code, area_code, target, department_id)
SELECT
  id,
  10 * row_number() OVER (
    ORDER BY
      length(coalesce(class_code, '')) DESC,
      coalesce((SELECT max(depth) FROM deep WHERE deep.code = r.area_code), 0) DESC,
      kind IS NULL,
      id
  ),
  CASE kind WHEN 'matter' THEN 0 WHEN 'component' THEN 1 ELSE 2 END,
  nullif(class_code, ''), nullif(area_code, ''), 0, department_id
FROM specific_rule AS r;
DROP TABLE temp.specific_rule;
