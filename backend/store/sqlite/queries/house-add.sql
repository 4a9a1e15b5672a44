-- A house number.
INSERT INTO house_number (street, number, suffix, lon, lat)
VALUES (:street, :number, :suffix, :lon, :lat)
