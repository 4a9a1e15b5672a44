-- The first sums to be made: those of short spans before those made of them.
SELECT ifnull(min(id), 0) FROM figure_making WHERE id BETWEEN :from_id AND :to_id
