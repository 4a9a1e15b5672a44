-- One row of department.
INSERT INTO department (code, name, name_en)
VALUES (:code, :name, :name_en)
