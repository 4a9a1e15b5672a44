-- All time and now: the fast one. An aggregate collects the rows, because handing each
-- column of each row to the caller costs more than reading it; in the order of the key.
SELECT gw_collect_counts(
  :rows, department_id, reported, filed, rejected, voided, dispatched, handled,
  handled_in_time, closed, closed_in_time, reworks, returns, filed_in_time,
  withdrawn_dispatched, withdrawn_handled, withdrawn_handled_in_time,
  withdrawn_closed_in_time, reopened, redispatches, deferred, deferral_ended, exempt,
  extensions, merged, open, overdue
)
FROM department_counter
