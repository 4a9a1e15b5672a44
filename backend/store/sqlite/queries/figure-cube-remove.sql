-- Sums that are not right any more.
DELETE FROM figure_cube WHERE id BETWEEN :from_id AND :to_id
