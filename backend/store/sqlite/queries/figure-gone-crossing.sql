-- What happened on some days and was taken back on some later ones.
SELECT
  day, seq, case_id, figures, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_gone
WHERE
  span = :span AND day BETWEEN :from_day AND :to_day
  AND day_out BETWEEN :out_from AND :out_to
