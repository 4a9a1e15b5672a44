-- Roll calls, the newest first, with how many were called, answered, late and outside.
SELECT
  r.id, r.caller_id, r.at, r.until, count(*), count(a.answered_at),
  sum(ifnull(a.answered_at > r.until, 0)), sum(ifnull(a.outside, 0))
FROM (
  SELECT id, caller_id, at, until FROM roll_call
  WHERE id < :before ORDER BY id DESC LIMIT :limit
) AS r
CROSS JOIN roll_call_answer AS a ON a.roll_call_id = r.id
GROUP BY r.id
ORDER BY r.id DESC
