-- The cards of one department (NULL: of no department) in a time.
SELECT
  count(*) FILTER (WHERE c.revoked_at IS NULL AND c.colour = 2),
  count(*) FILTER (WHERE c.revoked_at IS NULL AND c.colour = 3),
  count(*) FILTER (WHERE c.revoked_at IS NULL AND c.explained_at IS NOT NULL),
  count(*) FILTER (WHERE c.revoked_at IS NOT NULL)
FROM card AS c INDEXED BY card_day
CROSS JOIN case_file AS f ON f.id = c.case_id
WHERE c.department_id IS :department_id AND c.at >= :from_ms AND c.at < :to_ms
  AND (:any_cell OR gw_id_set_has(:cells, f.cell_id))
