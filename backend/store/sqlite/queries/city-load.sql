-- The settings.
SELECT name, name_en, code_scheme, time_zone, synthetic, class_scheme FROM city
