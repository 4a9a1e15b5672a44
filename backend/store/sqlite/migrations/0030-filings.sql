-- Where cases were filed, so that no question has to look into the journal.

-- lon, lat: the case's place at this event, where it filed the case. Filings of a day are
-- columns of it, from column 70 on (sqlite/filings.c).
ALTER TABLE figure_thing ADD COLUMN lon INTEGER NOT NULL DEFAULT 0;
ALTER TABLE figure_thing ADD COLUMN lat INTEGER NOT NULL DEFAULT 0;

-- All of it is made again from the journal.
DELETE FROM figure_thing;
DELETE FROM figure_gone;
DELETE FROM figure_wait;
DELETE FROM figure_wait_third;
DELETE FROM figure_source;
DELETE FROM figure_cube;
DELETE FROM figure_column;
DELETE FROM figure_making;
DELETE FROM figure_day;
UPDATE figure_made SET made = 0;
UPDATE figure_mark SET seq = 0;
