-- To be made again from the journal.
DELETE FROM figure_day
