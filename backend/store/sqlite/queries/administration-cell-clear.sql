-- Before the cells of a duty grid are named anew.
UPDATE cell SET duty_grid_id = NULL WHERE duty_grid_id = :id
