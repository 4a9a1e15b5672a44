-- The sources.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_source ' || s.id,
  json_array(
    s.name
  ),
  iif(
    c.id IS NULL, 'none', json_array(
      c.name
    )
  )
FROM main.figure_source AS s
LEFT JOIN figure_source AS c ON c.id = s.id
WHERE s.name IS NOT c.name
UNION ALL
SELECT
  'figure_source ' || c.id, 'none',
  json_array(
    c.name
  )
FROM figure_source AS c
LEFT JOIN main.figure_source AS s ON s.id = c.id
WHERE s.id IS NULL
