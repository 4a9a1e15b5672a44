-- One duty grid by code, the valid one before others; columns as in the list.
SELECT duty_grid.id, duty_grid.version, duty_grid.code,
  CASE WHEN duty_grid.valid_to IS NOT NULL THEN 'retired' ELSE 'active' END,
  duty_grid.name, person.login,
  (SELECT group_concat(code) FROM
    (SELECT code FROM cell WHERE duty_grid_id = duty_grid.id AND valid_to IS NULL
     ORDER BY code))
FROM duty_grid
LEFT JOIN person ON person.id = duty_grid.inspector_id
WHERE duty_grid.code = :key
ORDER BY duty_grid.valid_to IS NOT NULL, duty_grid.id DESC
LIMIT 1
