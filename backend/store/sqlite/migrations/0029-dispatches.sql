-- What is dispatched in time is a figure, too, and those behind it have other numbers now. It is
-- told from the deadlines that the journal has noted: all is made again.
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
