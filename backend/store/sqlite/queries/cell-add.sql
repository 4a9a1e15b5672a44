-- A cell; needs geometry functions.
INSERT INTO cell (
  code, community_id, duty_grid_id, name, area_m2, valid_from, valid_to, geometry
) VALUES (
  :code, :community_id, :duty_grid_id, :name, :area_m2, :valid_from, :valid_to,
  GeomFromWKB(:wkb, 4326)
)
