-- The valid edition of a calendar ends.
UPDATE calendar SET valid_to = :valid_to WHERE code = :code AND valid_to IS NULL
