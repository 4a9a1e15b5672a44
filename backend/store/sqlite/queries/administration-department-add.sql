-- A department; its areas follow.
INSERT INTO department (code, name, name_en, level, parent_id, calendar)
VALUES (
  :key, :name, :name_en, :level,
  (SELECT id FROM department WHERE code = :parent AND valid_to IS NULL), :calendar
)
