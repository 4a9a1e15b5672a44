-- Adds to the counters of one place.
INSERT INTO cell_counter (cell_id, counts, open, overdue)
VALUES (:cell_id, :counts, :open, :overdue)
ON CONFLICT DO UPDATE SET
  counts = gw_counts_add(counts, excluded.counts), open = open + excluded.open,
  overdue = overdue + excluded.overdue
