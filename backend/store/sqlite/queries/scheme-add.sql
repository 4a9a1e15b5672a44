-- One version of a code scheme.
INSERT INTO code_scheme (scheme, name, name_en, valid_from, valid_to)
VALUES (:scheme, :name, nullif(:name_en, ''), :valid_from, :valid_to)
