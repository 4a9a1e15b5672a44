-- All components that stand; the columns of read_component().
SELECT id, code, class_id, name, owner_id, lon, lat
FROM component
WHERE valid_to IS NULL
ORDER BY id
