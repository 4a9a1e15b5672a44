-- From a case's first filing until an event.
SELECT
  e.at - (
    SELECT min(f.at) FROM case_event AS f
    WHERE f.case_id = e.case_id AND f.to_state BETWEEN 2 AND 7
  )
FROM case_event AS e
WHERE e.seq = :seq
