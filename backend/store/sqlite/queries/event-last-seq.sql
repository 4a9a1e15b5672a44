-- Where the journal stands.
SELECT max(seq) FROM case_event
