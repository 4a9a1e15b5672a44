-- A slot of an edition.
INSERT INTO calendar_slot (calendar_id, weekday, start, until)
VALUES (:calendar_id, :weekday, :start, :until)
