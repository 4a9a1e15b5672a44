-- The person's duty that has not ended; the columns of duty-open.sql.
SELECT id, person_id, duty_grid_id, signed_in_at, shift_until
FROM duty
WHERE person_id = :person_id AND signed_out_at IS NULL
