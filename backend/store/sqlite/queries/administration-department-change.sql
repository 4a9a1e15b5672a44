-- What is said of a department; its areas follow.
UPDATE department
SET name = :name, name_en = :name_en, level = :level,
  parent_id = (SELECT id FROM department AS d WHERE d.code = :parent AND d.valid_to IS NULL),
  calendar = :calendar, version = version + 1
WHERE id = :id
