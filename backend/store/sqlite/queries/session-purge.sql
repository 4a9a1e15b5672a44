-- Sessions that have ended.
DELETE FROM session WHERE expires_at < :before
