-- The years that have targets, one step of the index each.
WITH RECURSIVE years (year) AS (
  SELECT min(year) FROM plan_target
  UNION ALL
  SELECT (SELECT min(year) FROM plan_target WHERE year > years.year)
  FROM years WHERE years.year IS NOT NULL
)
SELECT year FROM years WHERE year IS NOT NULL
