-- Up to which event inspectors are counted, and the last event there is.
SELECT m.seq, ifnull((SELECT max(seq) FROM case_event), 0)
FROM reporter_mark AS m
