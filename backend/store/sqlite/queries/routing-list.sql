-- All that is valid.
SELECT id, kind, class_code, area_code, department_id
FROM routing_rule
WHERE valid_to IS NULL
ORDER BY id
