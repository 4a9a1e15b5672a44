-- It no longer counts, nor is anyone reminded of it.
UPDATE card SET revocation = :revocation, revoked_by = :revoked_by,
  revoked_at = :revoked_at, next_at = NULL
WHERE id = :id
