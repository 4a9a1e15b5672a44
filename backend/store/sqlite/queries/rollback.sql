-- Undoes the batch.
ROLLBACK
