-- All shifts; columns as in administration.c.
SELECT shift.id, shift.version, CAST(shift.id AS TEXT), 'active', person.login, duty_grid.code,
  weekdays, date, start, until, shift.valid_from, shift.valid_to, substitute.login,
  substitute_from, substitute_to
FROM shift
JOIN person ON person.id = shift.person_id
JOIN duty_grid ON duty_grid.id = shift.duty_grid_id
LEFT JOIN person AS substitute ON substitute.id = shift.substitute_id
ORDER BY shift.id
