-- A point of interest.
INSERT INTO poi (category, name, name_en, lon, lat)
VALUES (:category, :name, :name_en, :lon, :lat)
