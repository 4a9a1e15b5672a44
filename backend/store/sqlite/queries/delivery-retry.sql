-- What was given up is tried again, from the first attempt on; id 0: all of it.
UPDATE webhook_delivery INDEXED BY webhook_delivery_dead
SET attempts = 0, next_at = :next_at, dead_at = NULL
WHERE webhook_id = :webhook_id AND dead_at IS NOT NULL AND (id = :id OR :all = 0)
