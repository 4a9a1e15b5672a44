-- An attempt that failed; with dead_at the last one.
UPDATE webhook_delivery
SET attempts = :attempts, next_at = :next_at, error = :error, dead_at = :dead_at
WHERE id = :id
