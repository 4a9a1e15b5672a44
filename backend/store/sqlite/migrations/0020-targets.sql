-- Targets of the city's plan by year and area, and every actual that was entered for them.
-- Values are in hundredths; dates are local, yyyymmdd. A retired target was left out of the
-- plan's newest file and may come back with another.
CREATE TABLE plan_target (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  code TEXT NOT NULL,
  area_id INTEGER NOT NULL REFERENCES area (id),
  title TEXT NOT NULL,
  title_en TEXT NOT NULL,
  unit INTEGER NOT NULL,
  up INTEGER NOT NULL,
  has_start INTEGER NOT NULL,
  start INTEGER NOT NULL,
  target INTEGER NOT NULL,
  due INTEGER NOT NULL,
  department_id INTEGER NOT NULL REFERENCES department (id),
  indicator TEXT NOT NULL,
  actual_id INTEGER REFERENCES plan_actual (id),
  retired INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, code, area_id)
) STRICT;

-- person 0: at the machine itself.
CREATE TABLE plan_actual (
  id INTEGER PRIMARY KEY,
  target_id INTEGER NOT NULL REFERENCES plan_target (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  date INTEGER NOT NULL,
  value INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX plan_actual_target ON plan_actual (target_id, id);
