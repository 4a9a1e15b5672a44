-- All that is valid.
SELECT id, code, parent_id, level, name, name_en, department_id
FROM area
WHERE valid_to IS NULL
ORDER BY id
