-- A day is over.
INSERT INTO journal_anchor (day, id, hash) VALUES (:day, :id, :hash)
