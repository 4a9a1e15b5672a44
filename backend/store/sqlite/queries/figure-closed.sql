-- What closed cases on a day.
SELECT
  day, cell_id, duty_grid_id, class_id, department_id, source_id, person_id, hour, post,
  took
FROM figure_thing
WHERE day = :day AND figures & :closed
ORDER BY seq
