-- A person.
INSERT INTO person (login, name, password_hash, department_id, area_id, disabled, created_at)
VALUES (:login, :name, :password_hash, :department_id, :area_id, :disabled, :created_at)
