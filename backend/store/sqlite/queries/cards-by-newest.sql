-- Cards, the newest first; the columns of read_card().
SELECT
  c.id, c.case_id, c.stage, c.colour, c.at, c.due, c.limit_value, c.limit_unit,
  c.department_id, c.person_id, c.explanation, c.explained_by, c.explained_at,
  c.revocation, c.revoked_by, c.revoked_at, c.level, c.next_at, f.cell_id
FROM card AS c NOT INDEXED
CROSS JOIN case_file AS f ON f.id = c.case_id
WHERE TRUE
  AND c.id < :before
  AND (:stage < 0 OR c.stage = :stage)
  AND (:colour = 0 OR c.colour = :colour)
  AND (:state = 0 OR :state = CASE
    WHEN c.revoked_at IS NOT NULL THEN 3 WHEN c.explained_at IS NOT NULL THEN 2 ELSE 1 END)
  AND (:department_id = 0 OR c.department_id = :department_id)
  AND c.at >= :from_ms AND c.at < :to_ms
  AND (:own_only = 0 OR ifnull(c.department_id = :own_department_id, 0)
    OR ifnull(c.person_id = :own_person_id, 0))
  AND (:any_cell OR gw_id_set_has(:cells, f.cell_id))
ORDER BY c.id DESC
LIMIT :limit
