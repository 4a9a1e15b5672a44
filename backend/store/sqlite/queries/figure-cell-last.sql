-- The last of the cells.
SELECT ifnull(max(id), 0) FROM cell WHERE id BETWEEN :from_id AND :to_id
