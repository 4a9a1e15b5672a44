-- Active, locked or retired.
UPDATE person
SET disabled = (:state <> 'active'),
  retired_at = CASE WHEN :state = 'retired' THEN :at END,
  version = version + 1
WHERE id = :id
