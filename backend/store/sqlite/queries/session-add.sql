-- A session.
INSERT INTO session (token_hash, person_id, created_at, expires_at)
VALUES (:token_hash, :person_id, :created_at, :expires_at)
