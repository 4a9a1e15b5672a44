-- Whether something of before an instant was done since.
SELECT EXISTS (SELECT 1 FROM case_event WHERE seq > :after_seq AND at < :end_ms)
