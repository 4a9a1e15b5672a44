-- Up to which event the figures have come, and the last event there is.
SELECT m.seq, ifnull((SELECT max(seq) FROM case_event), 0)
FROM figure_mark AS m
