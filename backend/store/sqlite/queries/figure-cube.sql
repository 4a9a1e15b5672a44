-- Sums of a span.
SELECT sums FROM figure_cube WHERE id = :id
