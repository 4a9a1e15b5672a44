-- A new password.
UPDATE person SET password_hash = :password_hash, version = version + 1 WHERE id = :id
