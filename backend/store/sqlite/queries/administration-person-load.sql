-- One person by login; columns as in the list.
SELECT person.id, person.version, person.login,
  CASE WHEN retired_at IS NOT NULL THEN 'retired' WHEN disabled <> 0 THEN 'locked'
    ELSE 'active' END,
  person.name, person.name_en, phone, department.code, area.code,
  (SELECT group_concat(role) FROM
    (SELECT role FROM role_grant WHERE person_id = person.id ORDER BY role))
FROM person
LEFT JOIN department ON department.id = person.department_id
LEFT JOIN area ON area.id = person.area_id
WHERE login = :key AND person.id <> 0
