-- All that is valid.
SELECT id, code, parent_id, level, name, name_en
FROM area
WHERE valid_to IS NULL
ORDER BY id
