-- The base map; needs geometry functions.
SELECT kind, name, name_en, bridge, rank, AsBinary(geometry)
FROM map_feature
ORDER BY id
