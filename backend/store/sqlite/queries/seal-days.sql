-- The whole chain, with the local days of the events.
SELECT
  s.id, s.content, gw_local_day(e.at, (SELECT time_zone FROM city))
FROM journal_seal AS s
CROSS JOIN case_event AS e ON e.seq = s.id / 1024
ORDER BY s.id
