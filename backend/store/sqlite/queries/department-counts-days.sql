-- Of some days, perhaps of some classes or one department. An aggregate of our own adds
-- up: GROUP BY would sort every row first.
SELECT gw_sum_counts(
  :sums, department_id, reported, filed, rejected, voided, dispatched, handled,
  handled_in_time, closed, closed_in_time, reworks, returns, filed_in_time,
  withdrawn_dispatched, withdrawn_handled, withdrawn_handled_in_time,
  withdrawn_closed_in_time, reopened, redispatches, deferred, deferral_ended, exempt,
  extensions, merged
)
FROM cell_day
WHERE day BETWEEN :from_day AND :to_day AND department_id <> 0
  AND (:any_class OR gw_id_set_has(:classes, class_id))
  AND (:any_cell OR gw_id_set_has(:cells, cell_id))
  AND (:any_department OR department_id = :department_id)
