-- Things of a day are kept column by column as closings were: what no sums are kept for is told
-- from them. id: day * 100 + column, closings from column 50 on; numbers: its bytes
-- (sqlite/columns.c).
CREATE TABLE figure_column (
  id INTEGER PRIMARY KEY,
  numbers BLOB NOT NULL
) STRICT;
DROP TABLE figure_closing;

-- All sums are made again; none is in pieces any more. id: (span * 100000000 + first day) * 100
-- + kind of cube (sqlite/cube.h).
DELETE FROM figure_cube;
DELETE FROM figure_making;
UPDATE figure_made SET made = 0;

-- Which community each cell lies in is read each time a day is made, and cells are large.
CREATE INDEX cell_community ON cell (community_id);
