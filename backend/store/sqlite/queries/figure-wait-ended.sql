-- What waited no more at the end of some days.
SELECT
  day, seq, case_id, figure, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_wait INDEXED BY figure_wait_out
WHERE figure = :figure AND day_out BETWEEN :from_day AND :to_day
ORDER BY day_out, day_in, seq
