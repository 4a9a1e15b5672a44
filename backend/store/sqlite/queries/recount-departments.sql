-- Departments whose all-time counters differ from the journal.
WITH journal AS (
  SELECT
    e.department_id AS department_id,
    sum(e.counts >> 0 & 1) AS reported, sum(e.counts >> 1 & 1) AS filed,
    sum(e.counts >> 2 & 1) AS rejected, sum(e.counts >> 3 & 1) AS voided,
    sum(e.counts >> 4 & 1) AS dispatched, sum(e.counts >> 5 & 1) AS handled,
    sum(e.counts >> 6 & 1) AS handled_in_time, sum(e.counts >> 7 & 1) AS closed,
    sum(e.counts >> 8 & 1) AS closed_in_time, sum(e.counts >> 9 & 1) AS reworks,
    sum(e.counts >> 10 & 1) AS returns
  FROM case_event AS e
  WHERE e.department_id IS NOT NULL AND e.counts <> 0
  GROUP BY e.department_id
), now AS (
  SELECT department_id, count(*) AS open, sum(overdue) AS overdue
  FROM case_file
  WHERE open = 1 AND department_id IS NOT NULL
  GROUP BY department_id
)
SELECT d.id
FROM department AS d
LEFT JOIN journal AS j ON j.department_id = d.id
LEFT JOIN now AS n ON n.department_id = d.id
LEFT JOIN department_counter AS c ON c.period = 0 AND c.department_id = d.id
WHERE ifnull(c.open, 0) <> ifnull(n.open, 0)
  OR ifnull(c.overdue, 0) <> ifnull(n.overdue, 0)
  OR ifnull(c.reported, 0) <> ifnull(j.reported, 0)
  OR ifnull(c.filed, 0) <> ifnull(j.filed, 0)
  OR ifnull(c.rejected, 0) <> ifnull(j.rejected, 0)
  OR ifnull(c.voided, 0) <> ifnull(j.voided, 0)
  OR ifnull(c.dispatched, 0) <> ifnull(j.dispatched, 0)
  OR ifnull(c.handled, 0) <> ifnull(j.handled, 0)
  OR ifnull(c.handled_in_time, 0) <> ifnull(j.handled_in_time, 0)
  OR ifnull(c.closed, 0) <> ifnull(j.closed, 0)
  OR ifnull(c.closed_in_time, 0) <> ifnull(j.closed_in_time, 0)
  OR ifnull(c.reworks, 0) <> ifnull(j.reworks, 0)
  OR ifnull(c.returns, 0) <> ifnull(j.returns, 0)
