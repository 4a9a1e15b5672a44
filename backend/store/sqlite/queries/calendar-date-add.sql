-- A holiday or make-up day of an edition.
INSERT INTO calendar_date (calendar_id, date, working, name)
VALUES (:calendar_id, :date, :working, :name)
