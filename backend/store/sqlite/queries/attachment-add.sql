-- An uploaded file.
INSERT INTO attachment (id, sha256, size, type, uploader_id, created_at)
VALUES (:id, :sha256, :size, :type, :uploader_id, :created_at)
