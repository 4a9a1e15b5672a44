-- A piece of the journal with all that each event is told apart by, as it stood then.
SELECT
  e.seq, e.case_id, e.at, e.to_state, e.counts, e.cell_id,
  ifnull(
    (
      SELECT h.duty_grid_id FROM cell_duty AS h
      WHERE h.cell_id = e.cell_id AND h.seq >= e.seq
      ORDER BY h.seq
      LIMIT 1
    ), ifnull(c.duty_grid_id, 0)
  ),
  ifnull(
    (
      SELECT r.class_id FROM case_reclass AS r
      WHERE r.case_id = e.case_id AND r.seq > e.seq
      ORDER BY r.seq
      LIMIT 1
    ), f.class_id
  ),
  ifnull(e.department_id, 0), f.source, e.actor_id, ifnull(m.counts, 0),
  iif(e.data LIKE '%"dues":%' OR e.data LIKE '%"cards":%', e.data, NULL),
  e.action, ifnull(e.from_state, 0)
FROM case_event AS e
CROSS JOIN case_file AS f ON f.id = e.case_id
LEFT JOIN cell AS c ON c.id = e.cell_id
LEFT JOIN case_move AS m ON m.seq = e.seq
WHERE e.seq > :after AND e.seq <= :until
ORDER BY e.seq
