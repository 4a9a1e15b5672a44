-- How far the days are added up.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_made ' || s.id, s.made, iif(c.id IS NULL, 'none', c.made)
FROM main.figure_made AS s
LEFT JOIN figure_made AS c ON c.id = s.id
WHERE s.made IS NOT c.made
UNION ALL
SELECT 'figure_made ' || c.id, 'none', c.made
FROM figure_made AS c
LEFT JOIN main.figure_made AS s ON s.id = c.id
WHERE s.id IS NULL
