-- The frozen figures of a month.
SELECT cell_id, class_id, department_id, figures
FROM period_figure
WHERE month = :month
ORDER BY cell_id, class_id, department_id
