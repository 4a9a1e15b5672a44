-- Sums that were made.
INSERT OR REPLACE INTO figure_cube (id, sums) VALUES (:id, :sums)
