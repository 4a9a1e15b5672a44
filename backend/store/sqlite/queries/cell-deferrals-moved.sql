-- Deferrals that a case took along to another cell, by the cell that it left (bit of GwCount).
SELECT cell_id, count(*)
FROM case_move INDEXED BY case_move_deferred
WHERE (counts & 524288) <> 0
GROUP BY cell_id
ORDER BY cell_id
