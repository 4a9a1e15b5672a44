-- One row of area.
INSERT INTO area (code, parent_id, level, name, name_en)
VALUES (:code, :parent_id, :level, :name, :name_en)
