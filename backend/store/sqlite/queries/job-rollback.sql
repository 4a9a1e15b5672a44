-- The job is undone; the batch goes on.
ROLLBACK TO job
