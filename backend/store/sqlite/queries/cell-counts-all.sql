-- All time and now: the fast one. The columns of read_counts().
SELECT
  cell_id, reported, filed, rejected, voided, dispatched, handled, handled_in_time,
  closed, closed_in_time, reworks, returns, open, overdue
FROM cell_counter
WHERE period = 0
ORDER BY cell_id
