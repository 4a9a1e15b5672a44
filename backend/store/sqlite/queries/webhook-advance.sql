-- The journal was read on, if nobody else did so meanwhile.
UPDATE webhook SET seen = :seen WHERE id = :id AND seen = :expected
