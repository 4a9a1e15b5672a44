-- How the tables of figures are made, but as tables of the connection alone.
SELECT replace(sql, 'CREATE TABLE ', 'CREATE TEMP TABLE ')
FROM main.sqlite_schema
WHERE type = 'table' AND name IN (
  'figure_column', 'figure_cube', 'figure_day', 'figure_gone', 'figure_made',
  'figure_making', 'figure_source', 'figure_thing', 'figure_wait', 'figure_wait_third'
)
UNION ALL
SELECT replace(sql, 'CREATE INDEX ', 'CREATE INDEX temp.')
FROM main.sqlite_schema
WHERE type = 'index' AND name IN ('figure_gone_out', 'figure_wait_out')
UNION ALL
SELECT 'INSERT INTO figure_made VALUES (1, 0)'
