-- Old keys; rare, so that it may read the whole table.
DELETE FROM idempotency_key WHERE at < :before
