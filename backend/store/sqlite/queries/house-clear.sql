-- All house numbers are about to be replaced.
DELETE FROM house_number
