-- A file becomes part of a case; no row when the file is unknown.
INSERT INTO case_attachment (attachment_id, case_id, event_seq, stage)
SELECT id, :case_id, :event_seq, :stage
FROM attachment
WHERE id = :id
