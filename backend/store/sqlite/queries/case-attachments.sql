-- The files of one case; the columns of read_attachment().
SELECT
  a.id, a.sha256, a.size, a.type, a.uploader_id, a.created_at, l.stage, l.event_seq,
  l.case_id
FROM case_attachment AS l
JOIN attachment AS a ON a.id = l.attachment_id
WHERE l.case_id = :case_id
ORDER BY l.event_seq, a.id
