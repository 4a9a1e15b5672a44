-- A version ends, or does not.
UPDATE filing_condition SET valid_to = :valid_to WHERE id = :id
