-- One row of catalogue_class.
INSERT INTO catalogue_class (kind, code, class_group, class_group_en, name, name_en)
VALUES (:kind, :code, :class_group, :class_group_en, :name, :name_en)
