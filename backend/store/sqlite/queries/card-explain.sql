-- What who answers for it says; the last word counts.
UPDATE card SET explanation = :explanation, explained_by = :explained_by,
  explained_at = :explained_at
WHERE id = :id
