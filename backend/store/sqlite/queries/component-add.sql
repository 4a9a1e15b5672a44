-- A component; needs geometry functions.
INSERT INTO component (code, class_id, name, owner_id, lon, lat, geometry)
VALUES (:code, :class_id, :name, :owner_id, :lon, :lat, GeomFromWKB(:wkb, 4326))
