-- A roll call; the columns of roll-call-page.sql, counting only this person unless 0.
SELECT
  r.id, r.caller_id, r.at, r.until, count(*), count(a.answered_at),
  sum(ifnull(a.answered_at > r.until, 0)), sum(ifnull(a.outside, 0))
FROM roll_call AS r
CROSS JOIN roll_call_answer AS a ON a.roll_call_id = r.id
WHERE r.id = :id AND (:person_id = 0 OR a.person_id = :person_id)
GROUP BY r.id
