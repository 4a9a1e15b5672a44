-- All of a webhook, which is removed.
DELETE FROM webhook_delivery INDEXED BY webhook_delivery_waiting
WHERE webhook_id = :webhook_id AND dead_at IS NULL
