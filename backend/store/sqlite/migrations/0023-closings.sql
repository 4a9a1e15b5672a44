-- How long cases took until they were closed, so that no question has to look into the journal.

-- took: seconds from the case's first filing until this event, where it closed the case.
ALTER TABLE figure_thing ADD COLUMN took INTEGER NOT NULL DEFAULT 0;

-- Closings of a day, and those that were taken back on it, column by column. id: day * 100 +
-- column; numbers: its bytes (sqlite/closings.c).
CREATE TABLE figure_closing (
  id INTEGER PRIMARY KEY,
  numbers BLOB NOT NULL
) STRICT;

-- All of it is made again from the journal.
DELETE FROM figure_thing;
DELETE FROM figure_gone;
DELETE FROM figure_wait;
DELETE FROM figure_wait_third;
DELETE FROM figure_source;
DELETE FROM figure_cube;
DELETE FROM figure_making;
DELETE FROM figure_day;
UPDATE figure_made SET made = 0;
UPDATE figure_mark SET seq = 0;
