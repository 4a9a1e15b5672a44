-- Who is on duty.
SELECT id, person_id, duty_grid_id, signed_in_at, shift_until
FROM duty INDEXED BY duty_now
WHERE signed_out_at IS NULL
ORDER BY person_id
