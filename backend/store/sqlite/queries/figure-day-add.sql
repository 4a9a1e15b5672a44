-- Something happened on a day, at last this event.
INSERT INTO figure_day (day, seq) VALUES (:day, :seq)
ON CONFLICT DO UPDATE SET seq = excluded.seq
