-- The text of a case, out of the index: the very text that was put into it.
INSERT INTO case_text (case_text, rowid, description) VALUES ('delete', :id, :description)
