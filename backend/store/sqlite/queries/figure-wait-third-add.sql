-- It waited into a third of a month.
INSERT INTO figure_wait_third (
  figure, third, seq, day_in, day_out, day, case_id, cell_id, duty_grid_id, class_id,
  department_id, source_id, person_id, hour, post
)
SELECT
  figure, :third, seq, day_in, day_out, day, case_id, cell_id, duty_grid_id, class_id,
  department_id, source_id, person_id, hour, post
FROM figure_wait
WHERE figure = :figure AND day_in = :day_in AND seq = :seq
