INSERT INTO gpkg_geometry_columns VALUES (:layer, 'geom', 'MULTIPOLYGON', 4326, 0, 0);
