-- Sums that are still to be made.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_making ' || s.id, s.id, iif(c.id IS NULL, 'none', c.id)
FROM main.figure_making AS s
LEFT JOIN figure_making AS c ON c.id = s.id
WHERE c.id IS NULL
UNION ALL
SELECT 'figure_making ' || c.id, 'none', c.id
FROM figure_making AS c
LEFT JOIN main.figure_making AS s ON s.id = c.id
WHERE s.id IS NULL
