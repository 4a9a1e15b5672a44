-- Two cases have to do with each other; once is enough.
INSERT INTO case_link (case_id, other_id, relation, at)
VALUES (:case_id, :other_id, :relation, :at)
ON CONFLICT DO NOTHING
