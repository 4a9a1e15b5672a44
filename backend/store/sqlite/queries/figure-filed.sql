-- What was filed on a day, and where.
SELECT
  seq, case_id, lon, lat, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post
FROM figure_thing
WHERE day = :day AND figures & :filed
ORDER BY seq
