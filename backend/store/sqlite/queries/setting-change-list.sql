-- The last decisions about settings, newest first.
SELECT at, person_id, name, value_before, value_after
FROM setting_change
ORDER BY id DESC
LIMIT :limit
