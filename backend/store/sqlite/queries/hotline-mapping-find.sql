-- What a class of the other system is here.
SELECT external_class, kind, class_code, urgency
FROM hotline_mapping
WHERE external_class = :external_class
