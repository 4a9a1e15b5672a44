-- Departments whose counters differ from the journal.
WITH journal AS (
  SELECT
    e.department_id AS department_id,
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
    SELECT department_id, counts FROM case_event
    UNION ALL
    SELECT v.department_id, m.counts
    FROM case_move AS m
    JOIN case_event AS v ON v.seq = m.seq
  ) AS e
  WHERE e.department_id IS NOT NULL AND e.counts <> 0
  GROUP BY e.department_id
), now AS (
  SELECT department_id, count(*) AS open, sum(overdue) AS overdue
  FROM case_file
  WHERE open = 1 AND department_id IS NOT NULL
  GROUP BY department_id
)
SELECT p.id
FROM department AS p
LEFT JOIN journal AS j ON j.department_id = p.id
LEFT JOIN now AS n ON n.department_id = p.id
LEFT JOIN department_counter AS c ON c.department_id = p.id
-- Adding nothing makes counts of all zeros from NULL.
WHERE ifnull(c.open, 0) <> ifnull(n.open, 0)
  OR ifnull(c.overdue, 0) <> ifnull(n.overdue, 0)
  OR gw_counts_add(j.counts, NULL) <> gw_counts_add(c.counts, NULL)
