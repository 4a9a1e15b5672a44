-- The hotline: calls, what callers are promised, rates, and classes of another system.

-- solved: what the citizen says after the closure, 0 unknown, 1 yes, 2 no (rules/progress.h).
-- responsible_id: the department that answers for a call, whoever has it now.
ALTER TABLE case_file ADD COLUMN solved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN responsible_id INTEGER REFERENCES department (id);

-- After how long a caller is promised an answer; both units run day and night.
CREATE TABLE hotline_urgency (
  code TEXT PRIMARY KEY,
  position INTEGER NOT NULL, -- the most urgent first
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  limit_value INTEGER NOT NULL,
  limit_unit TEXT NOT NULL CHECK (limit_unit IN ('urgent_hour', 'natural_day'))
) STRICT, WITHOUT ROWID;
INSERT INTO hotline_urgency VALUES
  ('2h', 1, '特急（危及生命财产安全）', 'Danger to life or property', 2, 'urgent_hour'),
  ('24h', 2, '紧急（水、电、气、热）', 'Water, power, gas or heating', 24, 'urgent_hour'),
  ('7d', 3, '一般', 'General', 7, 'natural_day'),
  ('15d', 4, '复杂', 'Complex', 15, 'natural_day');

-- A call. external_number: that of another system, which may be asked and told about it.
-- body_sha256: what that system sent, so that it may send it again.
CREATE TABLE hotline_call (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  taker_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  urgency TEXT NOT NULL REFERENCES hotline_urgency (code),
  address TEXT, -- as the caller said it
  place TEXT,   -- what the gazetteer made of it
  external_number TEXT,
  body_sha256 BLOB
) STRICT;
CREATE UNIQUE INDEX hotline_call_external ON hotline_call (external_number)
  WHERE external_number IS NOT NULL;

-- Who called: apart from the case, for few may see it.
CREATE TABLE hotline_caller (
  case_id INTEGER PRIMARY KEY REFERENCES hotline_call (case_id),
  name TEXT,
  phone TEXT -- digits, a + before them at most
) STRICT;
CREATE INDEX hotline_caller_phone ON hotline_caller (phone) WHERE phone IS NOT NULL;

-- Counters of calls by the local day of the event; department_id 0: none. rules/hotline.h.
CREATE TABLE hotline_day (
  day INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  assigned INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  answered_late INTEGER NOT NULL,
  visited INTEGER NOT NULL,
  satisfied INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  solved INTEGER NOT NULL,
  PRIMARY KEY (day, department_id)
) STRICT, WITHOUT ROWID;

-- What the other system's classes are here. By code, for classes have editions.
CREATE TABLE hotline_mapping (
  external_class TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('component', 'matter')),
  class_code TEXT NOT NULL,
  urgency TEXT NOT NULL REFERENCES hotline_urgency (code)
) STRICT, WITHOUT ROWID;
