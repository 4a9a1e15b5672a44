-- What waited.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_wait ' || s.figure || ' ' || s.day_in || ' ' || s.seq,
  json_array(
    s.day_out, s.day, s.case_id, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
    s.source_id, s.person_id, s.hour, s.post
  ),
  iif(
    c.seq IS NULL, 'none', json_array(
      c.day_out, c.day, c.case_id, c.cell_id, c.duty_grid_id, c.class_id,
      c.department_id, c.source_id, c.person_id, c.hour, c.post
    )
  )
FROM main.figure_wait AS s
LEFT JOIN figure_wait AS c
  ON c.figure = s.figure AND c.day_in = s.day_in
    AND c.seq = s.seq
WHERE (
  s.day_out, s.day, s.case_id, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
  s.source_id, s.person_id, s.hour, s.post
) IS NOT (
  c.day_out, c.day, c.case_id, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
  c.source_id, c.person_id, c.hour, c.post
)
UNION ALL
SELECT
  'figure_wait ' || c.figure || ' ' || c.day_in || ' ' || c.seq, 'none',
  json_array(
    c.day_out, c.day, c.case_id, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
    c.source_id, c.person_id, c.hour, c.post
  )
FROM figure_wait AS c
LEFT JOIN main.figure_wait AS s
  ON s.figure = c.figure AND s.day_in = c.day_in
    AND s.seq = c.seq
WHERE s.seq IS NULL
