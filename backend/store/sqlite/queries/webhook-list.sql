-- All; the columns of read_webhook().
SELECT id, url, secret, content, kinds, area_id, seen, created_at FROM webhook ORDER BY id
