-- How the tables of figures are made, but as tables of the connection alone.
SELECT replace(sql, 'CREATE TABLE ', 'CREATE TEMP TABLE ')
FROM main.sqlite_schema
WHERE type = 'table' AND name IN (
  'figure_gone', 'figure_source', 'figure_thing', 'figure_wait', 'figure_wait_third'
)
