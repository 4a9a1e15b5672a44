-- Where to deliver to.
INSERT INTO webhook (url, secret, content, kinds, area_id, seen, created_at)
VALUES (:url, :secret, :content, :kinds, :area_id, :seen, :created_at)
