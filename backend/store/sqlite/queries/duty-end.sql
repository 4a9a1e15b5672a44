-- A sign-out.
UPDATE duty SET signed_out_at = :signed_out_at WHERE id = :id AND signed_out_at IS NULL
