-- The index has come up to this event.
UPDATE search_mark SET seq = :seq
