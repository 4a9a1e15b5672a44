-- The journal of one case and of those that were merged into it; the columns of
-- gw_read_event().
WITH RECURSIVE whole (id) AS (
  SELECT :case_id
  UNION
  SELECT f.id FROM case_file AS f INDEXED BY case_merged JOIN whole ON f.merged_into = whole.id
)
SELECT
  e.seq, e.case_id, e.version, e.action, e.from_state, e.to_state, e.at, e.actor_id,
  e.department_id, e.counts, e.opinion, e.data
FROM whole
CROSS JOIN case_event AS e INDEXED BY case_event_case ON e.case_id = whole.id
ORDER BY e.seq
