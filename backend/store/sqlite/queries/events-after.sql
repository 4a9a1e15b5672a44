-- The feed; the columns of gw_read_event().
SELECT
  seq, case_id, version, action, from_state, to_state, at, actor_id, department_id,
  counts, opinion, data
FROM case_event
WHERE seq > :after
ORDER BY seq
LIMIT :limit
