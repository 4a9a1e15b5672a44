-- One row of duty_grid.
INSERT INTO duty_grid (code, name, inspector_id)
VALUES (:code, :name, :inspector_id)
