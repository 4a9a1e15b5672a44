-- All that is valid.
SELECT id, class_id, condition, limit_value, limit_unit
FROM filing_condition
WHERE valid_to IS NULL
ORDER BY id
