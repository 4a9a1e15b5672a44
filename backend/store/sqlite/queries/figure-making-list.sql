-- Sums that are still to be made.
SELECT id FROM figure_making
