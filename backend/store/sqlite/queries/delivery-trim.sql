-- Forgets what was given up but for the latest.
DELETE FROM webhook_delivery
WHERE id IN (
  SELECT id FROM webhook_delivery INDEXED BY webhook_delivery_dead
  WHERE webhook_id = :webhook_id AND dead_at IS NOT NULL
  ORDER BY id DESC LIMIT -1 OFFSET :keep
)
