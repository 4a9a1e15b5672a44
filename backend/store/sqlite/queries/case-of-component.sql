-- Ids of a component's cases, newest first.
SELECT id
FROM case_file INDEXED BY case_component
WHERE component_id = :component_id
ORDER BY id DESC
LIMIT :limit
