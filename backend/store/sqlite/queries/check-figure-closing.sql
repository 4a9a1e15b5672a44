-- How long cases took that were closed.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_closing ' || s.id, length(s.numbers) || ': ' || hex(substr(s.numbers, 1, 40)),
  iif(c.id IS NULL, 'none', length(c.numbers) || ': ' || hex(substr(c.numbers, 1, 40)))
FROM main.figure_closing AS s
LEFT JOIN figure_closing AS c ON c.id = s.id
WHERE s.numbers IS NOT c.numbers
UNION ALL
SELECT
  'figure_closing ' || c.id, 'none',
  length(c.numbers) || ': ' || hex(substr(c.numbers, 1, 40))
FROM figure_closing AS c
LEFT JOIN main.figure_closing AS s ON s.id = c.id
WHERE s.id IS NULL
