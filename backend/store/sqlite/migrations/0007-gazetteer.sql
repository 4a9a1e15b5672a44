-- Gazetteer: what has an address beside what the map and the inventory name.

-- Houses of a street, which the map may name too. Two streets of a city may have one name:
-- numbers are not unique.
CREATE TABLE house_number (
  id INTEGER PRIMARY KEY,
  street TEXT NOT NULL,
  number INTEGER NOT NULL,
  suffix TEXT NOT NULL, -- '', 'A', '-1'
  lon INTEGER NOT NULL, -- 1e-7 degree
  lat INTEGER NOT NULL
) STRICT;

-- Points of interest: schools, markets, stops.
CREATE TABLE poi (
  id INTEGER PRIMARY KEY,
  category TEXT NOT NULL, -- 'school'
  name TEXT NOT NULL,
  name_en TEXT,
  lon INTEGER NOT NULL,
  lat INTEGER NOT NULL
) STRICT;
