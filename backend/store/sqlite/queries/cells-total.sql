-- How many cases these cells ever had: chooses the way to list them.
SELECT sum(gw_counts_get(c.counts, 0))
FROM json_each(:cells) AS j
CROSS JOIN cell_counter AS c ON c.cell_id = j.value
