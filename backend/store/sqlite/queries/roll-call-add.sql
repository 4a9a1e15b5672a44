-- A roll call.
INSERT INTO roll_call (caller_id, at, until) VALUES (:caller_id, :at, :until)
