-- Sources by number.
SELECT id, name FROM figure_source ORDER BY id
