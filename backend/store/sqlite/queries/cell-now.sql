-- What is open now, by cell.
SELECT cell_id, open, overdue
FROM cell_counter
WHERE period = 0 AND (open <> 0 OR overdue <> 0)
ORDER BY cell_id
