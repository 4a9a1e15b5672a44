-- All that is valid.
SELECT id, code, name, name_en
FROM department
WHERE valid_to IS NULL
ORDER BY id
