-- The tasks of a case, oldest first.
SELECT
  kind, inspector_id, created_at, taken_at, done_at, done_by, reason, offers, due, cell_id
FROM task
WHERE case_id = :case_id
ORDER BY id
