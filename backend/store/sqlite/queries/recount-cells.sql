-- Cells whose counters differ from the journal: of all time, and the sum of their days.
WITH journal AS (
  SELECT
    e.cell_id AS cell_id,
    sum(e.counts >> 0 & 1) AS reported, sum(e.counts >> 1 & 1) AS filed,
    sum(e.counts >> 2 & 1) AS rejected, sum(e.counts >> 3 & 1) AS voided,
    sum(e.counts >> 4 & 1) AS dispatched, sum(e.counts >> 5 & 1) AS handled,
    sum(e.counts >> 6 & 1) AS handled_in_time, sum(e.counts >> 7 & 1) AS closed,
    sum(e.counts >> 8 & 1) AS closed_in_time, sum(e.counts >> 9 & 1) AS reworks,
    sum(e.counts >> 10 & 1) AS returns, sum(e.counts >> 11 & 1) AS filed_in_time,
    sum(e.counts >> 12 & 1) AS withdrawn_dispatched,
    sum(e.counts >> 13 & 1) AS withdrawn_handled,
    sum(e.counts >> 14 & 1) AS withdrawn_handled_in_time,
    sum(e.counts >> 15 & 1) AS withdrawn_closed_in_time,
    sum(e.counts >> 16 & 1) AS reopened, sum(e.counts >> 17 & 1) AS redispatches,
    sum(e.counts >> 18 & 1) AS deferred, sum(e.counts >> 19 & 1) AS deferral_ended,
    sum(e.counts >> 20 & 1) AS exempt, sum(e.counts >> 21 & 1) AS extensions,
    sum(e.counts >> 22 & 1) AS merged
  FROM case_event AS e
  GROUP BY e.cell_id
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
    sum(returns) AS returns, sum(filed_in_time) AS filed_in_time,
    sum(withdrawn_dispatched) AS withdrawn_dispatched,
    sum(withdrawn_handled) AS withdrawn_handled,
    sum(withdrawn_handled_in_time) AS withdrawn_handled_in_time,
    sum(withdrawn_closed_in_time) AS withdrawn_closed_in_time,
    sum(reopened) AS reopened, sum(redispatches) AS redispatches,
    sum(deferred) AS deferred, sum(deferral_ended) AS deferral_ended,
    sum(exempt) AS exempt, sum(extensions) AS extensions, sum(merged) AS merged
  FROM cell_day
  GROUP BY cell_id
)
SELECT j.cell_id
FROM journal AS j
LEFT JOIN now AS n ON n.cell_id = j.cell_id
LEFT JOIN cell_counter AS c ON c.cell_id = j.cell_id
LEFT JOIN days AS d ON d.cell_id = j.cell_id
WHERE c.open IS NOT ifnull(n.open, 0) OR c.overdue IS NOT ifnull(n.overdue, 0)
  OR j.reported IS NOT c.reported
  OR j.reported IS NOT ifnull(d.reported, 0)
  OR j.filed IS NOT c.filed
  OR j.filed IS NOT ifnull(d.filed, 0)
  OR j.rejected IS NOT c.rejected
  OR j.rejected IS NOT ifnull(d.rejected, 0)
  OR j.voided IS NOT c.voided
  OR j.voided IS NOT ifnull(d.voided, 0)
  OR j.dispatched IS NOT c.dispatched
  OR j.dispatched IS NOT ifnull(d.dispatched, 0)
  OR j.handled IS NOT c.handled
  OR j.handled IS NOT ifnull(d.handled, 0)
  OR j.handled_in_time IS NOT c.handled_in_time
  OR j.handled_in_time IS NOT ifnull(d.handled_in_time, 0)
  OR j.closed IS NOT c.closed
  OR j.closed IS NOT ifnull(d.closed, 0)
  OR j.closed_in_time IS NOT c.closed_in_time
  OR j.closed_in_time IS NOT ifnull(d.closed_in_time, 0)
  OR j.reworks IS NOT c.reworks
  OR j.reworks IS NOT ifnull(d.reworks, 0)
  OR j.returns IS NOT c.returns
  OR j.returns IS NOT ifnull(d.returns, 0)
  OR j.filed_in_time IS NOT c.filed_in_time
  OR j.filed_in_time IS NOT ifnull(d.filed_in_time, 0)
  OR j.withdrawn_dispatched IS NOT c.withdrawn_dispatched
  OR j.withdrawn_dispatched IS NOT ifnull(d.withdrawn_dispatched, 0)
  OR j.withdrawn_handled IS NOT c.withdrawn_handled
  OR j.withdrawn_handled IS NOT ifnull(d.withdrawn_handled, 0)
  OR j.withdrawn_handled_in_time IS NOT c.withdrawn_handled_in_time
  OR j.withdrawn_handled_in_time IS NOT ifnull(d.withdrawn_handled_in_time, 0)
  OR j.withdrawn_closed_in_time IS NOT c.withdrawn_closed_in_time
  OR j.withdrawn_closed_in_time IS NOT ifnull(d.withdrawn_closed_in_time, 0)
  OR j.reopened IS NOT c.reopened
  OR j.reopened IS NOT ifnull(d.reopened, 0)
  OR j.redispatches IS NOT c.redispatches
  OR j.redispatches IS NOT ifnull(d.redispatches, 0)
  OR j.deferred IS NOT c.deferred
  OR j.deferred IS NOT ifnull(d.deferred, 0)
  OR j.deferral_ended IS NOT c.deferral_ended
  OR j.deferral_ended IS NOT ifnull(d.deferral_ended, 0)
  OR j.exempt IS NOT c.exempt
  OR j.exempt IS NOT ifnull(d.exempt, 0)
  OR j.extensions IS NOT c.extensions
  OR j.extensions IS NOT ifnull(d.extensions, 0)
  OR j.merged IS NOT c.merged
  OR j.merged IS NOT ifnull(d.merged, 0)
