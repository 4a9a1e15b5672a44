-- Cells whose all-time counters differ from the journal.
WITH journal AS (
  SELECT
    f.cell_id AS cell_id,
    sum(e.counts >> 0 & 1) AS reported, sum(e.counts >> 1 & 1) AS filed,
    sum(e.counts >> 2 & 1) AS rejected, sum(e.counts >> 3 & 1) AS voided,
    sum(e.counts >> 4 & 1) AS dispatched, sum(e.counts >> 5 & 1) AS handled,
    sum(e.counts >> 6 & 1) AS handled_in_time, sum(e.counts >> 7 & 1) AS closed,
    sum(e.counts >> 8 & 1) AS closed_in_time, sum(e.counts >> 9 & 1) AS reworks,
    sum(e.counts >> 10 & 1) AS returns
  FROM case_event AS e
  JOIN case_file AS f ON f.id = e.case_id
  GROUP BY f.cell_id
), now AS (
  SELECT cell_id, count(*) AS open, sum(overdue) AS overdue
  FROM case_file
  WHERE open = 1
  GROUP BY cell_id
), days AS (
  SELECT
    cell_id,
    sum(reported) AS reported, sum(filed) AS filed, sum(rejected) AS rejected,
    sum(voided) AS voided, sum(dispatched) AS dispatched, sum(handled) AS handled,
    sum(handled_in_time) AS handled_in_time, sum(closed) AS closed,
    sum(closed_in_time) AS closed_in_time, sum(reworks) AS reworks,
    sum(returns) AS returns
  FROM cell_day
  GROUP BY cell_id
), months AS (
  SELECT
    cell_id,
    sum(reported) AS reported, sum(filed) AS filed, sum(rejected) AS rejected,
    sum(voided) AS voided, sum(dispatched) AS dispatched, sum(handled) AS handled,
    sum(handled_in_time) AS handled_in_time, sum(closed) AS closed,
    sum(closed_in_time) AS closed_in_time, sum(reworks) AS reworks,
    sum(returns) AS returns
  FROM cell_counter
  WHERE period <> 0
  GROUP BY cell_id
)
SELECT j.cell_id
FROM journal AS j
LEFT JOIN now AS n ON n.cell_id = j.cell_id
LEFT JOIN cell_counter AS c ON c.period = 0 AND c.cell_id = j.cell_id
LEFT JOIN days AS d ON d.cell_id = j.cell_id
LEFT JOIN months AS m ON m.cell_id = j.cell_id
WHERE c.open IS NOT ifnull(n.open, 0) OR c.overdue IS NOT ifnull(n.overdue, 0)
  OR j.reported IS NOT c.reported OR j.reported IS NOT d.reported OR j.reported IS NOT m.reported
  OR j.filed IS NOT c.filed OR j.filed IS NOT d.filed OR j.filed IS NOT m.filed
  OR j.rejected IS NOT c.rejected OR j.rejected IS NOT d.rejected OR j.rejected IS NOT m.rejected
  OR j.voided IS NOT c.voided OR j.voided IS NOT d.voided OR j.voided IS NOT m.voided
  OR j.dispatched IS NOT c.dispatched OR j.dispatched IS NOT d.dispatched OR j.dispatched IS NOT m.dispatched
  OR j.handled IS NOT c.handled OR j.handled IS NOT d.handled OR j.handled IS NOT m.handled
  OR j.handled_in_time IS NOT c.handled_in_time OR j.handled_in_time IS NOT d.handled_in_time OR j.handled_in_time IS NOT m.handled_in_time
  OR j.closed IS NOT c.closed OR j.closed IS NOT d.closed OR j.closed IS NOT m.closed
  OR j.closed_in_time IS NOT c.closed_in_time OR j.closed_in_time IS NOT d.closed_in_time OR j.closed_in_time IS NOT m.closed_in_time
  OR j.reworks IS NOT c.reworks OR j.reworks IS NOT d.reworks OR j.reworks IS NOT m.reworks
  OR j.returns IS NOT c.returns OR j.returns IS NOT d.returns OR j.returns IS NOT m.returns
