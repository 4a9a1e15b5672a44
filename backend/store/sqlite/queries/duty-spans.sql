-- When a person was on duty. Those that began before end before, too: the last one that
-- did is enough.
SELECT signed_in_at, ifnull(signed_out_at, 9223372036854775807)
FROM duty
WHERE person_id = :person_id AND signed_in_at <= :to
  AND signed_in_at >= ifnull(
    (SELECT max(d.signed_in_at) FROM duty AS d
     WHERE d.person_id = :person_id AND d.signed_in_at <= :from), 0)
ORDER BY signed_in_at
