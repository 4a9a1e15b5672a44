-- A version ends, or does not.
UPDATE code_scheme SET valid_to = :valid_to WHERE id = :id
