-- Departments whose counters differ from the journal: of all time, and the sum of days.
WITH journal AS (
  SELECT
    e.department_id AS department_id,
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
  WHERE e.department_id IS NOT NULL AND e.counts <> 0
  GROUP BY e.department_id
), now AS (
  SELECT department_id, count(*) AS open, sum(overdue) AS overdue
  FROM case_file
  WHERE open = 1 AND department_id IS NOT NULL
  GROUP BY department_id
), days AS (
  SELECT
    department_id,
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
  WHERE department_id <> 0
  GROUP BY department_id
)
SELECT p.id
FROM department AS p
LEFT JOIN journal AS j ON j.department_id = p.id
LEFT JOIN now AS n ON n.department_id = p.id
LEFT JOIN department_counter AS c ON c.department_id = p.id
LEFT JOIN days AS d ON d.department_id = p.id
WHERE ifnull(c.open, 0) <> ifnull(n.open, 0)
  OR ifnull(c.overdue, 0) <> ifnull(n.overdue, 0)
  OR ifnull(j.reported, 0) <> ifnull(c.reported, 0)
  OR ifnull(j.reported, 0) <> ifnull(d.reported, 0)
  OR ifnull(j.filed, 0) <> ifnull(c.filed, 0)
  OR ifnull(j.filed, 0) <> ifnull(d.filed, 0)
  OR ifnull(j.rejected, 0) <> ifnull(c.rejected, 0)
  OR ifnull(j.rejected, 0) <> ifnull(d.rejected, 0)
  OR ifnull(j.voided, 0) <> ifnull(c.voided, 0)
  OR ifnull(j.voided, 0) <> ifnull(d.voided, 0)
  OR ifnull(j.dispatched, 0) <> ifnull(c.dispatched, 0)
  OR ifnull(j.dispatched, 0) <> ifnull(d.dispatched, 0)
  OR ifnull(j.handled, 0) <> ifnull(c.handled, 0)
  OR ifnull(j.handled, 0) <> ifnull(d.handled, 0)
  OR ifnull(j.handled_in_time, 0) <> ifnull(c.handled_in_time, 0)
  OR ifnull(j.handled_in_time, 0) <> ifnull(d.handled_in_time, 0)
  OR ifnull(j.closed, 0) <> ifnull(c.closed, 0)
  OR ifnull(j.closed, 0) <> ifnull(d.closed, 0)
  OR ifnull(j.closed_in_time, 0) <> ifnull(c.closed_in_time, 0)
  OR ifnull(j.closed_in_time, 0) <> ifnull(d.closed_in_time, 0)
  OR ifnull(j.reworks, 0) <> ifnull(c.reworks, 0)
  OR ifnull(j.reworks, 0) <> ifnull(d.reworks, 0)
  OR ifnull(j.returns, 0) <> ifnull(c.returns, 0)
  OR ifnull(j.returns, 0) <> ifnull(d.returns, 0)
  OR ifnull(j.filed_in_time, 0) <> ifnull(c.filed_in_time, 0)
  OR ifnull(j.filed_in_time, 0) <> ifnull(d.filed_in_time, 0)
  OR ifnull(j.withdrawn_dispatched, 0) <> ifnull(c.withdrawn_dispatched, 0)
  OR ifnull(j.withdrawn_dispatched, 0) <> ifnull(d.withdrawn_dispatched, 0)
  OR ifnull(j.withdrawn_handled, 0) <> ifnull(c.withdrawn_handled, 0)
  OR ifnull(j.withdrawn_handled, 0) <> ifnull(d.withdrawn_handled, 0)
  OR ifnull(j.withdrawn_handled_in_time, 0) <> ifnull(c.withdrawn_handled_in_time, 0)
  OR ifnull(j.withdrawn_handled_in_time, 0) <> ifnull(d.withdrawn_handled_in_time, 0)
  OR ifnull(j.withdrawn_closed_in_time, 0) <> ifnull(c.withdrawn_closed_in_time, 0)
  OR ifnull(j.withdrawn_closed_in_time, 0) <> ifnull(d.withdrawn_closed_in_time, 0)
  OR ifnull(j.reopened, 0) <> ifnull(c.reopened, 0)
  OR ifnull(j.reopened, 0) <> ifnull(d.reopened, 0)
  OR ifnull(j.redispatches, 0) <> ifnull(c.redispatches, 0)
  OR ifnull(j.redispatches, 0) <> ifnull(d.redispatches, 0)
  OR ifnull(j.deferred, 0) <> ifnull(c.deferred, 0)
  OR ifnull(j.deferred, 0) <> ifnull(d.deferred, 0)
  OR ifnull(j.deferral_ended, 0) <> ifnull(c.deferral_ended, 0)
  OR ifnull(j.deferral_ended, 0) <> ifnull(d.deferral_ended, 0)
  OR ifnull(j.exempt, 0) <> ifnull(c.exempt, 0)
  OR ifnull(j.exempt, 0) <> ifnull(d.exempt, 0)
  OR ifnull(j.extensions, 0) <> ifnull(c.extensions, 0)
  OR ifnull(j.extensions, 0) <> ifnull(d.extensions, 0)
  OR ifnull(j.merged, 0) <> ifnull(c.merged, 0)
  OR ifnull(j.merged, 0) <> ifnull(d.merged, 0)
