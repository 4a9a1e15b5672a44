-- Cells whose counters differ from the journal.
WITH journal AS (
  SELECT
    e.cell_id AS cell_id,
    gw_counts(
      sum(e.counts >> 0 & 1), sum(e.counts >> 1 & 1), sum(e.counts >> 2 & 1),
      sum(e.counts >> 3 & 1), sum(e.counts >> 4 & 1), sum(e.counts >> 5 & 1),
      sum(e.counts >> 6 & 1), sum(e.counts >> 7 & 1), sum(e.counts >> 8 & 1),
      sum(e.counts >> 9 & 1), sum(e.counts >> 10 & 1), sum(e.counts >> 11 & 1),
      sum(e.counts >> 12 & 1), sum(e.counts >> 13 & 1), sum(e.counts >> 14 & 1),
      sum(e.counts >> 15 & 1), sum(e.counts >> 16 & 1), sum(e.counts >> 17 & 1),
      sum(e.counts >> 18 & 1), sum(e.counts >> 19 & 1), sum(e.counts >> 20 & 1),
      sum(e.counts >> 21 & 1), sum(e.counts >> 22 & 1)
    ) AS counts
  FROM (
    SELECT cell_id, counts FROM case_event
    UNION ALL
    SELECT cell_id, counts FROM case_move
  ) AS e
  GROUP BY e.cell_id
), now AS (
  SELECT cell_id, count(*) AS open, sum(overdue) AS overdue
  FROM case_file
  WHERE open = 1
  GROUP BY cell_id
)
SELECT j.cell_id
FROM journal AS j
LEFT JOIN now AS n ON n.cell_id = j.cell_id
LEFT JOIN cell_counter AS c ON c.cell_id = j.cell_id
WHERE c.open IS NOT ifnull(n.open, 0) OR c.overdue IS NOT ifnull(n.overdue, 0)
  OR j.counts IS NOT gw_counts_add(c.counts, NULL)
