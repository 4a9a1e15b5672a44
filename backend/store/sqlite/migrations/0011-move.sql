-- Cases that turn out to be in another cell: what leaving the former one counts as, so that
-- each cell can be counted again. counts: as case_event.counts.
CREATE TABLE case_move (
  seq INTEGER PRIMARY KEY REFERENCES case_event (seq),
  cell_id INTEGER NOT NULL REFERENCES cell (id),
  counts INTEGER NOT NULL
) STRICT;
