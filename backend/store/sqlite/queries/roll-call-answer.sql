-- The first answer of someone who was called; it stays.
UPDATE roll_call_answer SET
  answered_at = :answered_at, lon = :lon, lat = :lat,
  accuracy = nullif(max(:accuracy, -1.0), -1.0), outside = :outside
WHERE roll_call_id = :roll_call_id AND person_id = :person_id AND answered_at IS NULL
