-- Reports that the index does not have yet.
SELECT e.seq, f.id, f.description
FROM case_event AS e
JOIN case_file AS f ON f.id = e.case_id
WHERE e.seq > :seq AND e.from_state IS NULL
ORDER BY e.seq
LIMIT :limit
