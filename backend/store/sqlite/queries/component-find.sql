-- One component; the columns of read_component().
SELECT id, code, class_id, name, owner_id, lon, lat
FROM component
WHERE code = :code AND valid_to IS NULL
