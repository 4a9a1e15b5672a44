-- One card; the columns of read_card().
SELECT
  c.id, c.case_id, c.stage, c.colour, c.at, c.due, c.limit_value, c.limit_unit,
  c.department_id, c.person_id, c.explanation, c.explained_by, c.explained_at,
  c.revocation, c.revoked_by, c.revoked_at, c.level, c.next_at, f.cell_id
FROM card AS c
CROSS JOIN case_file AS f ON f.id = c.case_id
WHERE c.id = :id
