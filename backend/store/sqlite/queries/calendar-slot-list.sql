-- The slots of all editions.
SELECT calendar_id, weekday, start, until
FROM calendar_slot
ORDER BY calendar_id, weekday, start
