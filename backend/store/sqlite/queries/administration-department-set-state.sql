-- Active or retired; :at is a local date.
UPDATE department
SET valid_to = CASE WHEN :state = 'retired' THEN :at END, version = version + 1
WHERE id = :id
