-- What began to wait on some days.
SELECT
  day, seq, case_id, figure, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_wait
WHERE figure = :figure AND day_in BETWEEN :from_day AND :to_day
ORDER BY day_in, seq
