-- What is open now, by department.
SELECT department_id, open, overdue
FROM department_counter
WHERE period = 0 AND (open <> 0 OR overdue <> 0)
ORDER BY department_id
