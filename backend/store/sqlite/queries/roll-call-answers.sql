-- Who was called, and what came of it; one person unless 0.
SELECT person_id, duty_grid_id, answered_at, lon, lat, accuracy, accuracy IS NOT NULL, outside
FROM roll_call_answer
WHERE roll_call_id = :roll_call_id AND (:person_id = 0 OR person_id = :person_id)
ORDER BY person_id
