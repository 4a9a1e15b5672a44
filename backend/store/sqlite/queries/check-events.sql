-- The whole journal, case by case; the columns of read_journal_event().
SELECT
  e.seq, e.case_id, e.version, e.action, e.from_state, e.to_state, e.at, e.actor_id,
  e.department_id, e.counts, e.opinion, e.data, e.cell_id, m.cell_id, m.counts, s.content
FROM case_event AS e INDEXED BY case_event_case
LEFT JOIN case_move AS m ON m.seq = e.seq
LEFT JOIN journal_seal AS s ON s.id = e.seq * 1024
ORDER BY e.case_id, e.seq
