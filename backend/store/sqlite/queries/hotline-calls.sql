-- Calls, the newest first.
SELECT
  c.case_id, c.taker_id, c.at, c.urgency, c.address, c.place, c.external_number,
  c.body_sha256, p.name, p.phone
FROM hotline_call AS c
LEFT JOIN hotline_caller AS p ON p.case_id = c.case_id
WHERE c.case_id >= :first AND c.case_id < :before
ORDER BY c.case_id DESC
LIMIT :limit
