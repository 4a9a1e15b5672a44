-- Inspectors are counted up to this event.
UPDATE reporter_mark SET seq = :seq
