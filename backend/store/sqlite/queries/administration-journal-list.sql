-- Who changed what, newest first.
SELECT administration_change.id, at, login, name, subject, key, field, value_before,
  value_after
FROM administration_change
LEFT JOIN person ON person.id = person_id AND person_id <> 0
WHERE administration_change.id < :before
  AND (:subject IS NULL OR subject = :subject)
  AND (:key IS NULL OR key = :key)
  AND (:login IS NULL OR login = :login)
ORDER BY administration_change.id DESC
LIMIT :limit
