-- The seal of an event.
INSERT INTO journal_seal (id, day, content, hash) VALUES (:id, :day, :content, :hash)
