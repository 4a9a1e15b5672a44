-- All that is valid.
SELECT id, kind, code, class_group, class_group_en, name, name_en
FROM catalogue_class
WHERE valid_to IS NULL
ORDER BY id
