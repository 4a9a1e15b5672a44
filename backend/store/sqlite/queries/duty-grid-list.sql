-- All that is valid.
SELECT id, code, name, inspector_id
FROM duty_grid
WHERE valid_to IS NULL
ORDER BY id
