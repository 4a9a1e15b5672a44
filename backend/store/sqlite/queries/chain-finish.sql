-- Every event has its seal.
UPDATE journal_chain SET complete = 1
