-- Figures are told apart by the post from which somebody acted, too: the number of rules/post.h.
ALTER TABLE figure_thing ADD COLUMN post INTEGER NOT NULL DEFAULT 0;
ALTER TABLE figure_gone ADD COLUMN post INTEGER NOT NULL DEFAULT 0;
ALTER TABLE figure_wait ADD COLUMN post INTEGER NOT NULL DEFAULT 0;
ALTER TABLE figure_wait_third ADD COLUMN post INTEGER NOT NULL DEFAULT 0;

-- All of it is made again from the journal.
DELETE FROM figure_thing;
DELETE FROM figure_gone;
DELETE FROM figure_wait;
DELETE FROM figure_wait_third;
DELETE FROM figure_source;
DELETE FROM figure_cube;
DELETE FROM figure_closing;
DELETE FROM figure_making;
DELETE FROM figure_day;
UPDATE figure_made SET made = 0;
UPDATE figure_mark SET seq = 0;
