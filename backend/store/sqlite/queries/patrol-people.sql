-- What people did from day to day; days on duty by their sign-ins. Instants bound the days.
WITH figures AS (
  SELECT
    person_id, 0 AS days, reported, filed, offered, taken, lapsed, verified,
    verified_in_time, checked, checked_in_time
  FROM reporter_day
  WHERE day BETWEEN :from_day AND :to_day
  UNION ALL
  SELECT
    person_id,
    count(DISTINCT gw_local_day(signed_in_at, (SELECT time_zone FROM city))),
    0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM duty INDEXED BY duty_at
  WHERE signed_in_at BETWEEN :from_at AND :to_at
    AND gw_local_day(signed_in_at, (SELECT time_zone FROM city))
      BETWEEN :from_day AND :to_day
  GROUP BY person_id
)
SELECT
  person_id, sum(days), sum(reported), sum(filed), sum(offered), sum(taken), sum(lapsed),
  sum(verified), sum(verified_in_time), sum(checked), sum(checked_in_time)
FROM figures
GROUP BY person_id
