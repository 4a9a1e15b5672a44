-- When what was done last was done.
SELECT at FROM case_event ORDER BY seq DESC LIMIT 1
