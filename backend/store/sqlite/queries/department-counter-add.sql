-- Adds to the counters of one place.
INSERT INTO department_counter (department_id, counts, open, overdue)
VALUES (:department_id, :counts, :open, :overdue)
ON CONFLICT DO UPDATE SET
  counts = gw_counts_add(counts, excluded.counts), open = open + excluded.open,
  overdue = overdue + excluded.overdue
