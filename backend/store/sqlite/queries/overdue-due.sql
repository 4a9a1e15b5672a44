-- Cases whose deadline has passed since the last look, oldest first.
SELECT id, cell_id, department_id
FROM case_file INDEXED BY case_ticking
WHERE ticking = 1 AND overdue = 0 AND deadline < :now
ORDER BY deadline
LIMIT :limit
