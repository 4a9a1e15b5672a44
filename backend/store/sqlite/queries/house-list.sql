-- All house numbers; the columns of read_house().
SELECT street, number, suffix, lon, lat
FROM house_number
ORDER BY id
