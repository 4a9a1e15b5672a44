-- After how long callers are promised an answer, the most urgent first.
SELECT code, name, name_en, limit_value, limit_unit
FROM hotline_urgency
ORDER BY position
