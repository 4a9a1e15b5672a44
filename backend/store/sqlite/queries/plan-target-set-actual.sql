-- Which actual counts.
UPDATE plan_target SET actual_id = :actual_id, version = version + 1 WHERE id = :id
