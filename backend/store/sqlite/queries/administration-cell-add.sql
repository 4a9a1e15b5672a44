-- A cell of a duty grid; it leaves the one in which it was.
UPDATE cell SET duty_grid_id = :id WHERE code = :item AND valid_to IS NULL
