-- The report of a case in the journal.
SELECT min(seq) FROM case_event WHERE case_id = :case_id
