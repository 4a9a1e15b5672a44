-- What was taken back.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_gone ' || s.span || ' ' || s.day || ' ' || s.seq || ' ' || s.day_out,
  json_array(
    s.case_id, s.figures, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
    s.source_id, s.person_id, s.hour, s.post
  ),
  iif(
    c.day_out IS NULL, 'none', json_array(
      c.case_id, c.figures, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
      c.source_id, c.person_id, c.hour, c.post
    )
  )
FROM main.figure_gone AS s
LEFT JOIN figure_gone AS c
  ON c.span = s.span AND c.day = s.day
    AND c.seq = s.seq AND c.day_out = s.day_out
WHERE (
  s.case_id, s.figures, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
  s.source_id, s.person_id, s.hour, s.post
) IS NOT (
  c.case_id, c.figures, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
  c.source_id, c.person_id, c.hour, c.post
)
UNION ALL
SELECT
  'figure_gone ' || c.span || ' ' || c.day || ' ' || c.seq || ' ' || c.day_out, 'none',
  json_array(
    c.case_id, c.figures, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
    c.source_id, c.person_id, c.hour, c.post
  )
FROM figure_gone AS c
LEFT JOIN main.figure_gone AS s
  ON s.span = c.span AND s.day = c.day
    AND s.seq = c.seq AND s.day_out = c.day_out
WHERE s.day_out IS NULL
