-- A session by its token.
SELECT person_id, created_at, expires_at FROM session WHERE token_hash = :token_hash
