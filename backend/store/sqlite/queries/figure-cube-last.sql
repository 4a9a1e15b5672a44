-- The last of some rows.
SELECT ifnull(max(id), 0) FROM figure_cube WHERE id BETWEEN :from_id AND :to_id
