-- A feature of the base map; needs geometry functions.
INSERT INTO map_feature (kind, name, name_en, bridge, rank, geometry)
VALUES (:kind, :name, :name_en, :bridge, :rank, GeomFromWKB(:wkb, 4326))
