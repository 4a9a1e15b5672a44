-- How far the cases are that another system has handed over.
SELECT c.case_id, c.external_number, f.state, f.flags, f.satisfaction
FROM hotline_call AS c
CROSS JOIN case_file AS f ON f.id = c.case_id
WHERE c.case_id >= :first AND c.case_id < :before
  AND c.taker_id = :taker_id AND c.external_number IS NOT NULL
