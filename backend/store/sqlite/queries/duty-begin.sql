-- A sign-in.
INSERT INTO duty (person_id, duty_grid_id, signed_in_at, shift_until)
VALUES (:person_id, :duty_grid_id, :signed_in_at, :shift_until)
