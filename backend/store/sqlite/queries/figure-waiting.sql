-- What waited at the end of a day: since this third of the month, since before, and still.
SELECT
  day, seq, case_id, figure, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_wait
WHERE figure = :figure AND day_in BETWEEN :third AND :day AND day_out > :day
UNION ALL
SELECT
  day, seq, case_id, figure, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_wait_third
WHERE figure = :figure AND third = :third AND day_out > :day
UNION ALL
SELECT
  day, seq, case_id, figure, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_wait INDEXED BY figure_wait_out
WHERE figure = :figure AND day_out = 99999999 AND day_in < :third
