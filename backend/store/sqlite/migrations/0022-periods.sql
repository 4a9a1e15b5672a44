-- Months of the statistics that were reviewed, locked, reopened. month: yyyymm; action: see
-- rules/period.h; person_id 0: somebody at the machine itself. digest: SHA-256 over the
-- figures that were frozen. Each is sealed in the journal's chain, as seal_id.
CREATE TABLE period_act (
  id INTEGER PRIMARY KEY,
  month INTEGER NOT NULL,
  action INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  reason TEXT,
  n_rows INTEGER NOT NULL,
  digest BLOB,
  seal_id INTEGER NOT NULL UNIQUE
) STRICT;
CREATE INDEX period_act_month ON period_act (month, id);
CREATE TRIGGER period_act_no_update BEFORE UPDATE ON period_act
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER period_act_no_delete BEFORE DELETE ON period_act
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

-- The figures of a month as they were when it was locked last: "reported=5 filed=4".
CREATE TABLE period_figure (
  month INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  department_id INTEGER NOT NULL,
  figures TEXT NOT NULL,
  PRIMARY KEY (month, cell_id, class_id, department_id)
) STRICT, WITHOUT ROWID;
