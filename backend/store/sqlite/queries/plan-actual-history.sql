-- What was entered for a target, newest first.
SELECT at, login, name, date, value, note
FROM plan_actual
LEFT JOIN person ON person.id = person_id AND person_id <> 0
WHERE target_id = :target_id
ORDER BY plan_actual.id DESC
LIMIT :limit
