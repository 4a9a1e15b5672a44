-- People, departments, duty grids and shifts are administered over the network: versions
-- against lost updates, what was missing of them, and the journal of who changed what.
ALTER TABLE person ADD COLUMN name_en TEXT;
ALTER TABLE person ADD COLUMN phone TEXT;
ALTER TABLE person ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- UTC ms; a retired person stays, for history names it.
ALTER TABLE person ADD COLUMN retired_at INTEGER;

-- level: as of areas; NULL: not said.
ALTER TABLE department ADD COLUMN level TEXT;
ALTER TABLE department ADD COLUMN parent_id INTEGER REFERENCES department (id);
ALTER TABLE department ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

ALTER TABLE duty_grid ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX cell_duty_grid ON cell (duty_grid_id) WHERE duty_grid_id IS NOT NULL;

-- Dates are yyyymmdd, inclusive; 0: open. While it lasts the substitute has the shift.
ALTER TABLE shift ADD COLUMN valid_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shift ADD COLUMN valid_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shift ADD COLUMN substitute_id INTEGER REFERENCES person (id);
ALTER TABLE shift ADD COLUMN substitute_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shift ADD COLUMN substitute_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shift ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TRIGGER shift_changed_mark AFTER UPDATE ON shift
BEGIN UPDATE change_mark SET shifts = shifts + 1 WHERE id = 1; END;

-- One line per field; person 0: at the machine itself. Values as texts, lists with commas;
-- never a password.
CREATE TABLE administration_change (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  subject TEXT NOT NULL,
  key TEXT NOT NULL,
  field TEXT NOT NULL,
  value_before TEXT,
  value_after TEXT
) STRICT;
CREATE INDEX administration_change_key ON administration_change (subject, key);
