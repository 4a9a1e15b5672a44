-- All that is valid.
SELECT id, code, name, name_en, calendar
FROM department
WHERE valid_to IS NULL
ORDER BY id
