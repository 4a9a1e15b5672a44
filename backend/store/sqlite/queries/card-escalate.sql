-- How far it has come, and when it goes on.
UPDATE card SET level = :level, next_at = :next_at WHERE id = :id
