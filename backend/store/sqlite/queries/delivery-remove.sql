-- Delivered.
DELETE FROM webhook_delivery WHERE id = :id
