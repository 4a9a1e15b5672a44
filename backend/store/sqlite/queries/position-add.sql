-- A position; that of an instant stays as it came first. Accuracy below 0: not known.
INSERT INTO position (person_id, at, lon, lat, accuracy)
VALUES (:person_id, :at, :lon, :lat, nullif(max(:accuracy, -1.0), -1.0))
ON CONFLICT DO NOTHING
