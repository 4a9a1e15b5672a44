-- What waited into a third of a month.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_wait_third ' || s.figure || ' ' || s.third || ' ' || s.seq || ' ' || s.day_in,
  json_array(
    s.day_out, s.day, s.case_id, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
    s.source_id, s.person_id, s.hour, s.post
  ),
  iif(
    c.day_in IS NULL, 'none', json_array(
      c.day_out, c.day, c.case_id, c.cell_id, c.duty_grid_id, c.class_id,
      c.department_id, c.source_id, c.person_id, c.hour, c.post
    )
  )
FROM main.figure_wait_third AS s
LEFT JOIN figure_wait_third AS c
  ON c.figure = s.figure AND c.third = s.third
    AND c.seq = s.seq AND c.day_in = s.day_in
WHERE (
  s.day_out, s.day, s.case_id, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
  s.source_id, s.person_id, s.hour, s.post
) IS NOT (
  c.day_out, c.day, c.case_id, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
  c.source_id, c.person_id, c.hour, c.post
)
UNION ALL
SELECT
  'figure_wait_third ' || c.figure || ' ' || c.third || ' ' || c.seq || ' ' || c.day_in,
  'none',
  json_array(
    c.day_out, c.day, c.case_id, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
    c.source_id, c.person_id, c.hour, c.post
  )
FROM figure_wait_third AS c
LEFT JOIN main.figure_wait_third AS s
  ON s.figure = c.figure AND s.third = c.third
    AND s.seq = c.seq AND s.day_in = c.day_in
WHERE s.day_in IS NULL
