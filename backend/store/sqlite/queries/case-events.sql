-- The journal of one case; the columns of read_event().
SELECT
  seq, case_id, version, action, from_state, to_state, at, actor_id, department_id,
  counts, opinion
FROM case_event
WHERE case_id = :case_id
ORDER BY seq
