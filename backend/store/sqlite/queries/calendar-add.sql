-- An edition of a calendar.
INSERT INTO calendar (code, name, name_en, time_zone, hours_per_day, valid_from)
VALUES (:code, :name, :name_en, :time_zone, :hours_per_day, :valid_from)
