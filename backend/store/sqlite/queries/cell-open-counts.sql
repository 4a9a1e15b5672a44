-- What is open now of some classes, cells or departments.
SELECT cell_id, count(*), sum(overdue)
FROM case_file INDEXED BY case_open
WHERE open = 1
  AND (:any_class OR gw_id_set_has(:classes, class_id))
  AND (:any_cell OR gw_id_set_has(:cells, cell_id))
  AND (:any_department OR gw_id_set_has(:departments, department_id))
GROUP BY cell_id
ORDER BY cell_id
