-- The same of what was given up.
DELETE FROM webhook_delivery INDEXED BY webhook_delivery_dead
WHERE webhook_id = :webhook_id AND dead_at IS NOT NULL
