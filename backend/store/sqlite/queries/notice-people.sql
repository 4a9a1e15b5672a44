-- Who has a role, perhaps in a department (0: in any or none).
SELECT p.id, p.area_id
FROM role_grant AS g INDEXED BY role_grant_role
CROSS JOIN person AS p ON p.id = g.person_id
WHERE g.role = :role AND p.disabled = 0
  AND (:department_id = 0 OR p.department_id = :department_id)
