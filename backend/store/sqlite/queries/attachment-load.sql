-- One file; the columns of read_attachment().
SELECT
  a.id, a.sha256, a.size, a.type, a.uploader_id, a.created_at, l.stage, l.event_seq,
  l.case_id
FROM attachment AS a
LEFT JOIN case_attachment AS l ON l.attachment_id = a.id
WHERE a.id = :id
