INSERT INTO gpkg_contents
  (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)
VALUES (:layer, 'features', :layer, :description, :min_x, :min_y, :max_x, :max_y, 4326);
