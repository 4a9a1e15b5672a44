-- The settings.
INSERT OR REPLACE INTO city (id, name, name_en, code_scheme, time_zone, synthetic)
VALUES (1, :name, :name_en, :code_scheme, :time_zone, :synthetic)
