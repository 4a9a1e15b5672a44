-- A person; roles follow.
INSERT INTO person (
  login, name, name_en, phone, department_id, area_id, password_hash, created_at
) VALUES (
  :key, :name, :name_en, :phone,
  (SELECT id FROM department WHERE code = :department AND valid_to IS NULL),
  (SELECT id FROM area WHERE code = :area AND valid_to IS NULL),
  :password_hash, :at
)
