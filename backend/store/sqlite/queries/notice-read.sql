-- Read, up to one of them.
UPDATE notice INDEXED BY notice_unread SET read_at = :read_at
WHERE person_id = :person_id AND read_at IS NULL AND id <= :up_to
