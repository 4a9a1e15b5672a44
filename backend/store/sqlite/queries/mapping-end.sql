-- A version ends, or does not.
UPDATE class_mapping SET valid_to = :valid_to WHERE id = :id
