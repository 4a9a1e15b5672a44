-- All cells that ever were; needs geometry functions.
SELECT id, code, community_id, duty_grid_id, name, area_m2, valid_from, valid_to, AsBinary(geometry)
FROM cell
ORDER BY id
