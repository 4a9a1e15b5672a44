-- One component; the columns of read_component().
SELECT id, code, class_id, name, owner_id, lon, lat
FROM component
WHERE id = :id
