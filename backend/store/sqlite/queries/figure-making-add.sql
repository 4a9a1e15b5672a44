-- Sums to be made.
INSERT OR IGNORE INTO figure_making (id) VALUES (:id)
