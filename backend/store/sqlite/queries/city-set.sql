-- The settings.
INSERT OR REPLACE INTO city (
  id, name, name_en, code_scheme, time_zone, synthetic, class_scheme
)
VALUES (
  1, :name, :name_en, :code_scheme, :time_zone, :synthetic,
  ifnull(:class_scheme, 'gb47678-2026')
)
