-- Lets a person in or out; who is let in is not retired either.
UPDATE person
SET disabled = :disabled, version = version + 1,
  retired_at = CASE WHEN :disabled <> 0 THEN retired_at END
WHERE id = :id
