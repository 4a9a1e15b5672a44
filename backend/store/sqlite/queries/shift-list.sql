-- All shifts.
SELECT person_id, duty_grid_id, weekdays, date, start, until FROM shift ORDER BY id
