-- What routing asks about the latest cases, the latest first.
SELECT
  c.id, c.class_id, c.cell_id, p.owner_id, c.source,
  coalesce(c.dispatched_at, c.reported_at), c.department_id,
  c.condition_id
FROM case_file AS c
LEFT JOIN component AS p ON p.id = c.component_id
ORDER BY c.id DESC
LIMIT :limit
