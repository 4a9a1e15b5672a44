-- The figures have come up to this event.
UPDATE figure_mark SET seq = :seq
