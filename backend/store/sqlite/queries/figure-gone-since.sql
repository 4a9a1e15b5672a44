-- What was taken back on some days and had happened before one.
SELECT
  day, seq, case_id, figures, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_gone
WHERE day_out BETWEEN :out_from AND :out_to AND day < :before
