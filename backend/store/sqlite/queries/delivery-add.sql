-- Something to deliver.
INSERT INTO webhook_delivery (webhook_id, seq, subject, body, created_at, next_at)
VALUES (:webhook_id, :seq, :subject, :body, :created_at, :next_at)
