-- A version ends, or does not.
UPDATE catalogue_class SET valid_to = :valid_to WHERE id = :id
