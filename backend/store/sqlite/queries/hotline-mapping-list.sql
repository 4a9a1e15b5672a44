-- What all classes of the other system are here.
SELECT external_class, kind, class_code, urgency
FROM hotline_mapping
ORDER BY external_class
