-- Everyone; the columns of read_person().
SELECT id, login, name, password_hash, department_id, disabled, created_at,
  (SELECT group_concat(role) FROM (SELECT role FROM role_grant WHERE person_id = person.id ORDER BY role)),
  area_id, phone
FROM person
WHERE id <> 0
ORDER BY login
