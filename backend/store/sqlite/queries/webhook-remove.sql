-- No longer a place to deliver to.
DELETE FROM webhook WHERE id = :id
