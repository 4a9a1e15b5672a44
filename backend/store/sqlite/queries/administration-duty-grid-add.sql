-- A duty grid; its cells follow.
INSERT INTO duty_grid (code, name, inspector_id)
VALUES (:key, :name, (SELECT id FROM person WHERE login = :inspector))
