-- None of the other system's classes is known any more.
DELETE FROM hotline_mapping
