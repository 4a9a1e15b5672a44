-- What counts of some days.
SELECT
  day, seq, case_id, figures, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post, took
FROM figure_thing
WHERE day BETWEEN :from_day AND :to_day
ORDER BY day, seq
