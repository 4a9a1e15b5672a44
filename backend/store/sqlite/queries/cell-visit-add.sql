-- A person was in a cell that day.
INSERT INTO cell_visit (day, person_id, cell_id) VALUES (:day, :person_id, :cell_id)
ON CONFLICT DO NOTHING
