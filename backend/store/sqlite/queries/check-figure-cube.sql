-- Figures added up.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_cube ' || s.id, length(s.sums) || ': ' || hex(substr(s.sums, 1, 40)), iif(c.id IS NULL, 'none', length(c.sums) || ': ' || hex(substr(c.sums, 1, 40)))
FROM main.figure_cube AS s
LEFT JOIN figure_cube AS c ON c.id = s.id
WHERE s.sums IS NOT c.sums
UNION ALL
SELECT 'figure_cube ' || c.id, 'none', length(c.sums) || ': ' || hex(substr(c.sums, 1, 40))
FROM figure_cube AS c
LEFT JOIN main.figure_cube AS s ON s.id = c.id
WHERE s.id IS NULL
