-- One shift.
INSERT INTO shift (person_id, duty_grid_id, weekdays, date, start, until)
VALUES (:person_id, :duty_grid_id, :weekdays, :date, :start, :until)
