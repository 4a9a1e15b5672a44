-- All points of interest are about to be replaced.
DELETE FROM poi
