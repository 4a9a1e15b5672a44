-- Things and closings of days, column by column.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_column ' || s.id, length(s.numbers) || ': ' || hex(substr(s.numbers, 1, 40)),
  iif(c.id IS NULL, 'none', length(c.numbers) || ': ' || hex(substr(c.numbers, 1, 40)))
FROM main.figure_column AS s
LEFT JOIN figure_column AS c ON c.id = s.id
WHERE s.numbers IS NOT c.numbers
UNION ALL
SELECT
  'figure_column ' || c.id, 'none',
  length(c.numbers) || ': ' || hex(substr(c.numbers, 1, 40))
FROM figure_column AS c
LEFT JOIN main.figure_column AS s ON s.id = c.id
WHERE s.id IS NULL
