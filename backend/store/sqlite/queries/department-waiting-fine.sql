-- What waited at the end of a day, of some classes or one department.
SELECT
  department_id,
  sum(dispatched - withdrawn_dispatched - handled + withdrawn_handled - deferred
    + deferral_ended),
  sum(handled - withdrawn_handled - closed + reopened)
FROM cell_day
WHERE day <= :to_day AND department_id <> 0
  AND (:any_class OR gw_id_set_has(:classes, class_id))
  AND (:any_department OR department_id = :department_id)
GROUP BY department_id
ORDER BY department_id
