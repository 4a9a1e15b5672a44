-- The counters of some days; the columns of read_day().
SELECT
  day, cell_id, class_id, department_id, reported, filed, rejected, voided, dispatched,
  handled, handled_in_time, closed, closed_in_time, reworks, returns, filed_in_time,
  withdrawn_dispatched, withdrawn_handled, withdrawn_handled_in_time,
  withdrawn_closed_in_time, reopened, redispatches, deferred, deferral_ended, exempt,
  extensions, merged
FROM cell_day
WHERE day BETWEEN :from_day AND :to_day
ORDER BY day, cell_id, class_id, department_id
