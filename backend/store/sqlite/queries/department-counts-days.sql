-- Of some days, perhaps of some classes or one department. The columns of read_counts().
SELECT
  department_id,
  sum(reported), sum(filed), sum(rejected), sum(voided), sum(dispatched), sum(handled),
  sum(handled_in_time), sum(closed), sum(closed_in_time), sum(reworks), sum(returns),
  sum(filed_in_time), sum(withdrawn_dispatched), sum(withdrawn_handled),
  sum(withdrawn_handled_in_time), sum(withdrawn_closed_in_time), sum(reopened),
  sum(redispatches), sum(deferred), sum(deferral_ended), sum(exempt), sum(extensions),
  sum(merged)
FROM cell_day
WHERE day BETWEEN :from_day AND :to_day AND department_id <> 0
  AND (:any_class OR gw_id_set_has(:classes, class_id))
  AND (:any_department OR department_id = :department_id)
GROUP BY department_id
ORDER BY department_id
