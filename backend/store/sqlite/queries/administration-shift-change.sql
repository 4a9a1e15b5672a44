-- What is said of a shift.
UPDATE shift
SET person_id = (SELECT id FROM person WHERE login = :inspector),
  duty_grid_id = (SELECT id FROM duty_grid WHERE code = :duty_grid AND valid_to IS NULL),
  weekdays = :weekdays, date = :date, start = :start, until = :until,
  valid_from = :valid_from, valid_to = :valid_to,
  substitute_id = (SELECT id FROM person WHERE login = :substitute),
  substitute_from = :substitute_from, substitute_to = :substitute_to, version = version + 1
WHERE id = :id
