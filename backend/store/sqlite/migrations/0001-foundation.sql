-- The foundation: the city, its cases and their journal, people, counters.
--
-- Times are ms since 1970 UTC, local days are yyyymmdd, positions of cases are 1e-7 degree.
-- NULL: not yet, none. Nothing below is ever changed: a later migration changes the schema.

SELECT InitSpatialMetaData(0, 'WGS84');

-- The one row of settings.
CREATE TABLE city (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  code_scheme TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  synthetic INTEGER NOT NULL
) STRICT;

-- Legends for whoever reads the file with another tool; rules/lifecycle.h has the numbers.
CREATE TABLE case_state (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO case_state VALUES (1, 'reported'), (2, 'filed'), (3, 'dispatched'),
  (4, 'handling'), (5, 'handled'), (6, 'checked'), (7, 'closed'), (8, 'rejected'),
  (9, 'voided');
CREATE TABLE case_action (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO case_action VALUES (1, 'report'), (2, 'file'), (3, 'reject'), (4, 'dispatch'),
  (5, 'accept'), (6, 'handle'), (7, 'check'), (8, 'rework'), (9, 'close'), (10, 'return'),
  (11, 'void');

-- City, districts, streets, communities: one tree.
CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  parent_id INTEGER REFERENCES area (id),
  level TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX area_code ON area (code) WHERE valid_to IS NULL;

CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX department_code ON department (code) WHERE valid_to IS NULL;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  department_id INTEGER REFERENCES department (id),
  disabled INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE role_grant (
  person_id INTEGER NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  PRIMARY KEY (person_id, role)
) STRICT, WITHOUT ROWID;

-- Only the hash of a token is kept: who reads the file cannot sign in with it.
CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE duty_grid (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  inspector_id INTEGER REFERENCES person (id),
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX duty_grid_code ON duty_grid (code) WHERE valid_to IS NULL;

-- A cell that is divided anew ends; its past cases stay with it. Tables with geometry are
-- not STRICT because SpatiaLite names the column's type after the geometry.
CREATE TABLE cell (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  community_id INTEGER NOT NULL REFERENCES area (id),
  duty_grid_id INTEGER REFERENCES duty_grid (id),
  name TEXT,
  area_m2 REAL NOT NULL,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
);
CREATE UNIQUE INDEX cell_code ON cell (code) WHERE valid_to IS NULL;
SELECT AddGeometryColumn('cell', 'geometry', 4326, 'MULTIPOLYGON', 'XY', 1);

-- The class catalogue. Codes of components and matters overlap.
CREATE TABLE catalogue_class (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL, -- rules/catalogue.h: 1 component, 2 matter
  code TEXT NOT NULL,
  class_group TEXT NOT NULL,
  class_group_en TEXT,
  name TEXT NOT NULL,
  name_en TEXT,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX catalogue_class_code ON catalogue_class (kind, code)
  WHERE valid_to IS NULL;

-- One class may have several conditions, each with its own limit.
CREATE TABLE filing_condition (
  id INTEGER PRIMARY KEY,
  class_id INTEGER NOT NULL REFERENCES catalogue_class (id),
  condition TEXT,
  limit_value INTEGER NOT NULL,
  limit_unit TEXT NOT NULL,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE INDEX filing_condition_class ON filing_condition (class_id);

CREATE TABLE component (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  class_id INTEGER NOT NULL REFERENCES catalogue_class (id),
  name TEXT NOT NULL,
  owner_id INTEGER REFERENCES department (id),
  lon INTEGER NOT NULL,
  lat INTEGER NOT NULL,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
);
CREATE UNIQUE INDEX component_code ON component (code) WHERE valid_to IS NULL;
SELECT AddGeometryColumn('component', 'geometry', 4326, 'POINT', 'XY', 1);

CREATE TABLE routing_rule (
  id INTEGER PRIMARY KEY,
  kind TEXT,
  class_code TEXT,
  area_code TEXT,
  department_id INTEGER NOT NULL REFERENCES department (id),
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;

CREATE TABLE calendar_day (
  date TEXT PRIMARY KEY,
  working INTEGER NOT NULL,
  name TEXT
) STRICT, WITHOUT ROWID;

-- What the base map is painted from. Read as a whole: no spatial index.
CREATE TABLE map_feature (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT,
  name_en TEXT,
  bridge INTEGER NOT NULL DEFAULT 0,
  rank INTEGER NOT NULL DEFAULT 0
);
SELECT AddGeometryColumn('map_feature', 'geometry', 4326, 'GEOMETRY', 'XY', 1);

-- The case ("case" is a word of SQL). id = local day * 10^7 + number in the day, so that
-- the key is the number, needs no index of its own and sorts by time.
CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,
  open INTEGER NOT NULL,
  ticking INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  class_id INTEGER NOT NULL REFERENCES catalogue_class (id),
  urgent INTEGER NOT NULL,
  cell_id INTEGER NOT NULL REFERENCES cell (id),
  lon INTEGER NOT NULL,
  lat INTEGER NOT NULL,
  component_id INTEGER REFERENCES component (id),
  description TEXT NOT NULL,
  source TEXT NOT NULL,
  reporter_id INTEGER NOT NULL REFERENCES person (id),
  department_id INTEGER REFERENCES department (id),
  observed_at INTEGER,
  reported_at INTEGER NOT NULL,
  filed_at INTEGER,
  dispatched_at INTEGER,
  handled_at INTEGER,
  checked_at INTEGER,
  closed_at INTEGER,
  deadline_start INTEGER,
  warn_at INTEGER,
  deadline INTEGER,
  reworks INTEGER NOT NULL DEFAULT 0,
  returns INTEGER NOT NULL DEFAULT 0,
  routing_reason TEXT,
  deadline_reason TEXT,
  updated_at INTEGER NOT NULL
) STRICT;
-- Every list walks one of these from its end: an index of SQLite ends in the row's id. No
-- R*Tree: boxes go through the cells.
CREATE INDEX case_cell ON case_file (cell_id);
CREATE INDEX case_state_id ON case_file (state);
CREATE INDEX case_class ON case_file (class_id);
CREATE INDEX case_open ON case_file (open) WHERE open = 1;
-- These do not cost a report anything: it has neither department nor deadline yet.
CREATE INDEX case_department ON case_file (department_id) WHERE department_id IS NOT NULL;
CREATE INDEX case_department_open ON case_file (department_id)
  WHERE department_id IS NOT NULL AND open = 1;
CREATE INDEX case_department_state ON case_file (department_id, state)
  WHERE department_id IS NOT NULL;
CREATE INDEX case_due ON case_file (deadline) WHERE open = 1 AND deadline IS NOT NULL;
CREATE INDEX case_ticking ON case_file (deadline, cell_id) WHERE ticking = 1 AND overdue = 0;

-- The journal: append-only, the audit trail and the live feed. counts: what the event
-- counts as in the statistics (bits of GwCount), so that they can be counted again.
CREATE TABLE case_event (
  seq INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  version INTEGER NOT NULL,
  action INTEGER NOT NULL,
  from_state INTEGER,
  to_state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_id INTEGER NOT NULL REFERENCES person (id),
  department_id INTEGER REFERENCES department (id),
  counts INTEGER NOT NULL,
  opinion TEXT
) STRICT;
CREATE INDEX case_event_case ON case_event (case_id);
CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  sha256 BLOB NOT NULL,
  size INTEGER NOT NULL,
  type TEXT NOT NULL,
  uploader_id INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE case_attachment (
  attachment_id TEXT PRIMARY KEY REFERENCES attachment (id),
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  event_seq INTEGER NOT NULL REFERENCES case_event (seq),
  stage TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_attachment_case ON case_attachment (case_id, event_seq);

CREATE TABLE idempotency_key (
  person_id INTEGER NOT NULL REFERENCES person (id),
  key TEXT NOT NULL,
  body_sha256 BLOB NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;

-- Counters, kept in the transaction of each change. period: 0 for all time, else yyyymm.
-- open and overdue are of now and stand in period 0 only.
CREATE TABLE cell_counter (
  period INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  filed INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  voided INTEGER NOT NULL,
  dispatched INTEGER NOT NULL,
  handled INTEGER NOT NULL,
  handled_in_time INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  closed_in_time INTEGER NOT NULL,
  reworks INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  open INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  PRIMARY KEY (period, cell_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE department_counter (
  period INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  filed INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  voided INTEGER NOT NULL,
  dispatched INTEGER NOT NULL,
  handled INTEGER NOT NULL,
  handled_in_time INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  closed_in_time INTEGER NOT NULL,
  reworks INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  open INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  PRIMARY KEY (period, department_id)
) STRICT, WITHOUT ROWID;
-- The fine grain, for days, classes and departments; department_id 0: none.
CREATE TABLE cell_day (
  day INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  filed INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  voided INTEGER NOT NULL,
  dispatched INTEGER NOT NULL,
  handled INTEGER NOT NULL,
  handled_in_time INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  closed_in_time INTEGER NOT NULL,
  reworks INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  PRIMARY KEY (day, cell_id, class_id, department_id)
) STRICT, WITHOUT ROWID;

-- Text search over descriptions: bigrams of Chinese, words of the rest. It may trail the
-- cases by a second; search_mark says up to which event it has come.
CREATE VIRTUAL TABLE case_text USING fts5 (
  description, content = '', columnsize = 0, detail = none, tokenize = 'gw_bigram'
);
CREATE TABLE search_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO search_mark VALUES (1, 0);

SELECT CreateSpatialIndex('cell', 'geometry');
SELECT CreateSpatialIndex('component', 'geometry');
