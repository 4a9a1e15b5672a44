-- Figures: everything that counts, once, with all that it is told apart by. All of this is
-- made from the journal, in its order, and can be made again to the same rows.

-- The class that a case was taken for up to (not with) an event; class_id is the former one.
CREATE TABLE case_reclass (
  case_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO case_reclass (case_id, seq, class_id)
SELECT case_id, seq, json_extract(data, '$.class[0]')
FROM case_event
WHERE action = 18 AND json_extract(data, '$.class[0]') IS NOT NULL;

-- The duty grid that a cell belonged to up to (and with) an event; 0: none.
CREATE TABLE cell_duty (
  cell_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  duty_grid_id INTEGER NOT NULL,
  PRIMARY KEY (cell_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER cell_duty_kept AFTER UPDATE OF duty_grid_id ON cell
WHEN old.duty_grid_id IS NOT new.duty_grid_id
BEGIN
  INSERT OR IGNORE INTO cell_duty (cell_id, seq, duty_grid_id)
  VALUES (new.id, (SELECT ifnull(max(seq), 0) FROM case_event), ifnull(old.duty_grid_id, 0));
END;

-- Sources of reports by number, in the order of their first report.
CREATE TABLE figure_source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- One row per event that counts. figures: bits of GwFigure (rules/figures.h).
CREATE TABLE figure_thing (
  day INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  duty_grid_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  PRIMARY KEY (day, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_thing_cell ON figure_thing (cell_id, day);

-- What of them was taken back, and when. span: how far apart the two days are: 0 the same
-- day, 1 the same month, 2 the same year, 3 more.
CREATE TABLE figure_gone (
  span INTEGER NOT NULL,
  day INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  day_out INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  duty_grid_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  PRIMARY KEY (span, day, seq, day_out)
) STRICT, WITHOUT ROWID;

-- What waited over the end of a day: from day_in on, and no more at the end of day_out
-- (99999999: still). figure: a GwFigure; day: of the thing itself.
CREATE TABLE figure_wait (
  figure INTEGER NOT NULL,
  day_in INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  day_out INTEGER NOT NULL,
  day INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  duty_grid_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  PRIMARY KEY (figure, day_in, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_wait_open ON figure_wait (figure, day_in) WHERE day_out = 99999999;
-- The same once more under the first day of each third of a month that it waited into, so
-- that what waited at the end of any day is found among a few days' rows.
CREATE TABLE figure_wait_third (
  figure INTEGER NOT NULL,
  third INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  day_in INTEGER NOT NULL,
  day_out INTEGER NOT NULL,
  day INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  duty_grid_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  PRIMARY KEY (figure, third, seq, day_in)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO figure_mark VALUES (1, 0);
