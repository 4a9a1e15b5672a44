-- The oldest of a person, a bounded number.
DELETE FROM position
WHERE person_id = :person_id
  AND at IN (SELECT p.at FROM position p
             WHERE p.person_id = :person_id AND p.at < :before
             ORDER BY p.at LIMIT :limit)
