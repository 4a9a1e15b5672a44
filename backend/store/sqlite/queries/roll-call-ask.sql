-- Someone who is called.
INSERT INTO roll_call_answer (roll_call_id, person_id, duty_grid_id)
VALUES (:roll_call_id, :person_id, :duty_grid_id)
