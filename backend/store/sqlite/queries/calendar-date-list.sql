-- The holidays and make-up days of all editions.
SELECT calendar_id, date, working, name
FROM calendar_date
ORDER BY calendar_id, date
