-- What is said of a person; roles follow.
UPDATE person
SET name = :name, name_en = :name_en, phone = :phone,
  department_id = (SELECT id FROM department WHERE code = :department AND valid_to IS NULL),
  area_id = (SELECT id FROM area WHERE code = :area AND valid_to IS NULL),
  version = version + 1
WHERE id = :id
