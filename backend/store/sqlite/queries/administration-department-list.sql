-- All departments that there ever were; columns as in administration.c.
SELECT department.id, department.version, department.code,
  CASE WHEN department.valid_to IS NOT NULL THEN 'retired' ELSE 'active' END,
  department.name, department.name_en, department.level, parent.code, department.calendar,
  (SELECT group_concat(code) FROM
    (SELECT code FROM area WHERE department_id = department.id AND valid_to IS NULL
     ORDER BY code))
FROM department
LEFT JOIN department AS parent ON parent.id = department.parent_id
ORDER BY department.code, department.id
