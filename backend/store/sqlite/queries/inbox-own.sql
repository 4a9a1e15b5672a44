-- The open tasks of an inspector; the columns of inbox-anyone.sql.
SELECT t.id, t.case_id, t.kind, f.lon, f.lat, t.inspector_id
FROM task AS t INDEXED BY task_open
CROSS JOIN case_file AS f ON f.id = t.case_id
WHERE t.inspector_id = :inspector_id AND t.done_at IS NULL
LIMIT :limit
