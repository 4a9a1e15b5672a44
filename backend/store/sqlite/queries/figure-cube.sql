-- Sums, in pieces.
SELECT sums FROM figure_cube WHERE id BETWEEN :from_id AND :to_id ORDER BY id
