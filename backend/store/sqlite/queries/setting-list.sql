-- Everything that the city decided.
SELECT name, value FROM setting ORDER BY name
