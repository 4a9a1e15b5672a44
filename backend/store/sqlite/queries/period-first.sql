-- When the journal begins.
SELECT at FROM case_event WHERE seq = (SELECT min(seq) FROM case_event)
