-- By how much some days changed what waits, perhaps of some classes or one department.
SELECT gw_sum_waiting(
  :sums, cell_id,
  dispatched - withdrawn_dispatched - handled + withdrawn_handled - deferred
    + deferral_ended,
  handled - withdrawn_handled - closed + reopened
)
FROM cell_day
WHERE day BETWEEN :from_day AND :to_day
  AND (:any_class OR gw_id_set_has(:classes, class_id))
  AND (:any_cell OR gw_id_set_has(:cells, cell_id))
  AND (:any_department OR department_id = :department_id)
