-- Figures added up for days, thirds of months, months and years.

-- Sums of a span of days by some keys. id: span, first day, kind of cube, piece
-- (sqlite/cube.h); sums: its bytes (sqlite/cube.c). A span without a row has no sums.
CREATE TABLE figure_cube (
  id INTEGER PRIMARY KEY,
  sums BLOB NOT NULL
) STRICT;
-- Those that are to be made, the same ids.
CREATE TABLE figure_making (
  id INTEGER PRIMARY KEY
) STRICT;
-- Days on which anything happened, and the last event of each that the figures have come to.
CREATE TABLE figure_day (
  day INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
-- Each day of figure_day up to this one is added up.
CREATE TABLE figure_made (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  made INTEGER NOT NULL
) STRICT;
INSERT INTO figure_made VALUES (1, 0);

-- figure_gone.span now says in which run of 2^span days the two days lie in halves, so that
-- what crosses the beginning of any day is found among the few runs that have it in them.
CREATE INDEX figure_gone_out ON figure_gone (day_out);
DROP INDEX figure_wait_open;
CREATE INDEX figure_wait_out ON figure_wait (figure, day_out, day_in);

-- All of it is made again from the journal.
DELETE FROM figure_thing;
DELETE FROM figure_gone;
DELETE FROM figure_wait;
DELETE FROM figure_wait_third;
DELETE FROM figure_source;
UPDATE figure_mark SET seq = 0;
