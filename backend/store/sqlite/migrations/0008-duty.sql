-- Duty: shifts of inspectors, who is on duty, their tracks, roll calls.

-- weekdays: bits, 1 Monday to 64 Sunday; with a date (yyyymmdd, else 0) only on that day.
-- start and until are minutes of the local day; until > 1440: on the day after.
CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  duty_grid_id INTEGER NOT NULL REFERENCES duty_grid (id),
  weekdays INTEGER NOT NULL,
  date INTEGER NOT NULL,
  start INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;

-- From a sign-in to the sign-out. shift_until: when the shift ends; NULL: without a shift.
CREATE TABLE duty (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  duty_grid_id INTEGER NOT NULL REFERENCES duty_grid (id),
  signed_in_at INTEGER NOT NULL,
  shift_until INTEGER,
  signed_out_at INTEGER
) STRICT;
CREATE UNIQUE INDEX duty_now ON duty (person_id) WHERE signed_out_at IS NULL;

-- The track, kept for some weeks. 1e-7 degree; accuracy in metres, NULL: not known.
CREATE TABLE position (
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  lon INTEGER NOT NULL,
  lat INTEGER NOT NULL,
  accuracy REAL,
  PRIMARY KEY (person_id, at)
) STRICT, WITHOUT ROWID;

-- What remains of the track: the cells of a local day.
CREATE TABLE cell_visit (
  day INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  cell_id INTEGER NOT NULL REFERENCES cell (id),
  PRIMARY KEY (day, person_id, cell_id)
) STRICT, WITHOUT ROWID;

-- Reports of a person by the local day of the event. Trails the journal; the mark says up to
-- which event it has come.
CREATE TABLE reporter_day (
  day INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  filed INTEGER NOT NULL,
  PRIMARY KEY (day, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reporter_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO reporter_mark VALUES (1, 0);

-- Everyone who is on duty at that moment is called and answers from where he is.
CREATE TABLE roll_call (
  id INTEGER PRIMARY KEY,
  caller_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE roll_call_answer (
  roll_call_id INTEGER NOT NULL REFERENCES roll_call (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  duty_grid_id INTEGER NOT NULL REFERENCES duty_grid (id),
  answered_at INTEGER,
  lon INTEGER,
  lat INTEGER,
  accuracy REAL,
  PRIMARY KEY (roll_call_id, person_id)
) STRICT, WITHOUT ROWID;
