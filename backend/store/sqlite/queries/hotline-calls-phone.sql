-- Calls from one number, the newest first.
SELECT
  c.case_id, c.taker_id, c.at, c.urgency, c.address, c.place, c.external_number,
  c.body_sha256, p.name, p.phone
FROM hotline_caller AS p INDEXED BY hotline_caller_phone
CROSS JOIN hotline_call AS c ON c.case_id = p.case_id
WHERE p.phone = :phone AND p.case_id >= :first AND p.case_id < :before
ORDER BY p.case_id DESC
LIMIT :limit
