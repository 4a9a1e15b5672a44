-- What is open now of some classes, cells or departments.
SELECT department_id, count(*), sum(overdue)
FROM case_file INDEXED BY case_department_open
WHERE department_id > 0 AND open = 1
  AND (:any_class OR gw_id_set_has(:classes, class_id))
  AND (:any_cell OR gw_id_set_has(:cells, cell_id))
  AND (:any_department OR gw_id_set_has(:departments, department_id))
GROUP BY department_id
ORDER BY department_id
