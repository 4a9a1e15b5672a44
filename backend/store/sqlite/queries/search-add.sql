-- The text of a case, into the index.
INSERT INTO case_text (rowid, description) VALUES (:id, :description)
