-- What counts.
-- Rows of the file (main) that are not those of the temporary table that hides it.
SELECT
  'figure_thing ' || s.day || ' ' || s.seq,
  json_array(
    s.case_id, s.figures, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
    s.source_id, s.person_id, s.hour, s.post, s.took, s.lon, s.lat
  ),
  iif(
    c.seq IS NULL, 'none', json_array(
      c.case_id, c.figures, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
      c.source_id, c.person_id, c.hour, c.post, c.took, c.lon, c.lat
    )
  )
FROM main.figure_thing AS s
LEFT JOIN figure_thing AS c ON c.day = s.day AND c.seq = s.seq
WHERE (
  s.case_id, s.figures, s.cell_id, s.duty_grid_id, s.class_id, s.department_id,
  s.source_id, s.person_id, s.hour, s.post, s.took, s.lon, s.lat
) IS NOT (
  c.case_id, c.figures, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
  c.source_id, c.person_id, c.hour, c.post, c.took, c.lon, c.lat
)
UNION ALL
SELECT
  'figure_thing ' || c.day || ' ' || c.seq, 'none',
  json_array(
    c.case_id, c.figures, c.cell_id, c.duty_grid_id, c.class_id, c.department_id,
    c.source_id, c.person_id, c.hour, c.post, c.took, c.lon, c.lat
  )
FROM figure_thing AS c
LEFT JOIN main.figure_thing AS s ON s.day = c.day AND s.seq = c.seq
WHERE s.seq IS NULL
