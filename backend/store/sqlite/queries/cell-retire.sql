-- A cell ends.
UPDATE cell SET valid_to = :valid_to WHERE id = :id AND valid_to IS NULL
