-- Open tasks that anyone may take, in cells (a JSON array of ids).
SELECT t.id, t.case_id, t.kind, f.lon, f.lat, t.inspector_id
FROM json_each(:cells) AS j
CROSS JOIN task AS t INDEXED BY task_anyone ON t.cell_id = j.value
CROSS JOIN case_file AS f ON f.id = t.case_id
WHERE t.inspector_id IS NULL AND t.done_at IS NULL
LIMIT :limit
