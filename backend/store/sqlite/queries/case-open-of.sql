-- Open cases that someone handles or has a task in.
SELECT id
FROM case_file INDEXED BY case_open
WHERE open = 1 AND (handler_id = :handler_id OR inspector_id = :inspector_id)
