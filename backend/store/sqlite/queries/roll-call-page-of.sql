-- Roll calls of one who was called, the newest first; the columns of roll-call-page.sql.
SELECT
  r.id, r.caller_id, r.at, r.until, 1, a.answered_at IS NOT NULL,
  ifnull(a.answered_at > r.until, 0), ifnull(a.outside, 0)
FROM roll_call_answer AS a INDEXED BY roll_call_person
CROSS JOIN roll_call AS r ON r.id = a.roll_call_id
WHERE a.person_id = :person_id AND a.roll_call_id < :before
ORDER BY a.roll_call_id DESC
LIMIT :limit
