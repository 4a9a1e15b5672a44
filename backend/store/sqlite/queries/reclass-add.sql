-- A case was taken for another class up to an event.
INSERT INTO case_reclass (case_id, seq, class_id) VALUES (:case_id, :seq, :class_id)
