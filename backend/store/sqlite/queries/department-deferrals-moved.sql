-- Deferrals that a case took along to another cell, by the department that has it (bit of
-- GwCount).
SELECT e.department_id, count(*)
FROM case_move AS m INDEXED BY case_move_deferred
CROSS JOIN case_event AS e ON e.seq = m.seq
WHERE (m.counts & 524288) <> 0
GROUP BY e.department_id
ORDER BY e.department_id
