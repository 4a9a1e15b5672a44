-- All points of interest; the columns of read_poi().
SELECT category, name, name_en, lon, lat
FROM poi
ORDER BY id
