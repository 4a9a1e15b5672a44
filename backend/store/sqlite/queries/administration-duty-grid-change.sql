-- What is said of a duty grid; its cells follow.
UPDATE duty_grid
SET name = :name, inspector_id = (SELECT id FROM person WHERE login = :inspector),
  version = version + 1
WHERE id = :id
