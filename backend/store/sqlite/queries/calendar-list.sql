-- All editions that there ever were.
SELECT id, code, name, name_en, time_zone, hours_per_day, valid_from, valid_to
FROM calendar
ORDER BY id
