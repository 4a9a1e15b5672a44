-- Sums that are made, or have to be made later.
DELETE FROM figure_making WHERE id BETWEEN :from_id AND :to_id
