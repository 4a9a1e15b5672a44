-- A shift.
INSERT INTO shift (
  person_id, duty_grid_id, weekdays, date, start, until, valid_from, valid_to, substitute_id,
  substitute_from, substitute_to
) VALUES (
  (SELECT id FROM person WHERE login = :inspector),
  (SELECT id FROM duty_grid WHERE code = :duty_grid AND valid_to IS NULL),
  :weekdays, :date, :start, :until, :valid_from, :valid_to,
  (SELECT id FROM person WHERE login = :substitute), :substitute_from, :substitute_to
)
