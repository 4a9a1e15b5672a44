-- Days on which anything happened.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_day ' || s.day, s.seq, iif(c.day IS NULL, 'none', c.seq)
FROM main.figure_day AS s
LEFT JOIN figure_day AS c ON c.day = s.day
WHERE s.seq IS NOT c.seq
UNION ALL
SELECT 'figure_day ' || c.day, 'none', c.seq
FROM figure_day AS c
LEFT JOIN main.figure_day AS s ON s.day = c.day
WHERE s.day IS NULL
