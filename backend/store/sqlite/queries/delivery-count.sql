-- How much waits and how much was given up.
SELECT
  (SELECT count(*) FROM webhook_delivery INDEXED BY webhook_delivery_waiting
    WHERE webhook_id = :webhook_id AND dead_at IS NULL),
  (SELECT count(*) FROM webhook_delivery INDEXED BY webhook_delivery_dead
    WHERE webhook_id = :again AND dead_at IS NOT NULL)
