-- The next who has a track.
SELECT person_id FROM position WHERE person_id >= :person_id ORDER BY person_id LIMIT 1
