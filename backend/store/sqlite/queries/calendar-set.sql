-- A day of the working calendar.
INSERT OR REPLACE INTO calendar_day (date, working, name) VALUES (:date, :working, :name)
