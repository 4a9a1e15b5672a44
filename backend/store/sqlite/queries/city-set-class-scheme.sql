-- The scheme whose classes new cases are of.
UPDATE city SET class_scheme = :class_scheme
