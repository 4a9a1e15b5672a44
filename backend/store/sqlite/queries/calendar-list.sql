-- The working calendar.
SELECT date, working, name FROM calendar_day ORDER BY date
