-- The open task of a case goes on, or ends.
UPDATE task SET
  inspector_id = :inspector_id, taken_at = :taken_at, reason = :reason, offers = :offers,
  due = :due, done_at = :done_at, done_by = :done_by
WHERE case_id = :case_id AND done_at IS NULL
