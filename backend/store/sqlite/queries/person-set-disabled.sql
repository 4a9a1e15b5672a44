-- Lets a person in or out.
UPDATE person SET disabled = :disabled WHERE id = :id
