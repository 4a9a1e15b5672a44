-- All shifts.
SELECT person_id, duty_grid_id, weekdays, date, start, until, valid_from, valid_to,
  substitute_id, substitute_from, substitute_to
FROM shift
ORDER BY id
