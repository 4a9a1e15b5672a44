-- Sums by cell and something else are kept for longer spans, too: all sums are made again.
DELETE FROM figure_cube;
DELETE FROM figure_making;
DELETE FROM figure_closing;
UPDATE figure_made SET made = 0;
