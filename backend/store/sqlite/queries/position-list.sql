-- A piece of a track.
SELECT at, lon, lat, accuracy, accuracy IS NOT NULL
FROM position
WHERE person_id = :person_id AND at >= :from AND at < :to
ORDER BY at
LIMIT :limit
