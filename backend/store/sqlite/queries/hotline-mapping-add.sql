-- What a class of the other system is here.
INSERT INTO hotline_mapping (external_class, kind, class_code, urgency)
VALUES (:external_class, :kind, :class_code, :urgency)
