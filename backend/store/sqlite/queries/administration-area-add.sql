-- An area that a department answers for.
UPDATE area SET department_id = :id WHERE code = :item AND valid_to IS NULL
