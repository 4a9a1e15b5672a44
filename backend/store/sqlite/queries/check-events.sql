-- The whole journal, case by case; the columns of gw_read_event().
SELECT
  seq, case_id, version, action, from_state, to_state, at, actor_id, department_id,
  counts, opinion, data
FROM case_event INDEXED BY case_event_case
ORDER BY case_id, seq
