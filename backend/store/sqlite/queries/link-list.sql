-- What a case has to do with others, from either side: outward is 1 when it was said of it.
SELECT other_id, relation, at, 1 AS outward FROM case_link WHERE case_id = :case_id
UNION ALL
SELECT case_id, relation, at, 0 FROM case_link WHERE other_id = :other_id
ORDER BY at
