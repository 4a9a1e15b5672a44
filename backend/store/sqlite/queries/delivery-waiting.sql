-- What waits, in order; the columns of read_delivery().
SELECT id, webhook_id, seq, subject, body, created_at, attempts, next_at, error, dead_at
FROM webhook_delivery INDEXED BY webhook_delivery_waiting
WHERE webhook_id = :webhook_id AND dead_at IS NULL AND id > :after
ORDER BY id
LIMIT :limit
