-- The newest of a person; the columns of position-list.sql.
SELECT at, lon, lat, accuracy, accuracy IS NOT NULL
FROM position
WHERE person_id = :person_id
ORDER BY at DESC
LIMIT 1
