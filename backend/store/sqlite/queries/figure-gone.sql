-- What of some days had been taken back at the end of a later one.
SELECT
  day, seq, case_id, figures, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_gone
WHERE span = :span AND day BETWEEN :from_day AND :to_day AND day_out <= :until_day
