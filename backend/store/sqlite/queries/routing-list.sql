-- Those in force by rank, then all that there ever were.
SELECT
  id, rank, valid_from, valid_to, kind, class_code, condition_code, area_code, cell_code,
  owner, source, weekdays, minute_from, minute_to, coalesce(max_open, -1), target,
  department_id, note, retired_at IS NOT NULL
FROM routing_rule
ORDER BY retired_at IS NOT NULL, rank, id
