-- Before others come.
DELETE FROM shift
