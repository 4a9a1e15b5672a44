-- The hash of a seal that was made without.
UPDATE journal_seal SET day = :day, hash = :hash WHERE id = :id
