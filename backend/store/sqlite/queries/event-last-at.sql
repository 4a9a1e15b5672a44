-- When what was done last was done.
SELECT at FROM case_event WHERE seq = (SELECT max(seq) FROM case_event)
