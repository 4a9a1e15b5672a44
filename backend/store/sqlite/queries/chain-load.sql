-- Whether every event has its seal.
SELECT complete FROM journal_chain
