-- The complete life of a case: flags, clocks, tasks, requests, links, settings.

INSERT OR IGNORE INTO case_state VALUES (10, 'merged');
INSERT OR IGNORE INTO case_action VALUES
  (12, 'register'), (13, 'request_verification'), (14, 'verify'), (15, 'accept_task'),
  (16, 'cancel_task'), (17, 'request_check'), (18, 'amend'), (19, 'redispatch'),
  (20, 'assign'), (21, 'revoke'), (22, 'request_extension'), (23, 'request_suspension'),
  (24, 'request_deferral'), (25, 'appeal'), (26, 'approve'), (27, 'refuse'),
  (28, 'withdraw'), (29, 'resume'), (30, 'supervise'), (31, 'end_supervision'),
  (32, 'force_close'), (33, 'reopen'), (34, 'link'), (35, 'merge'), (36, 'split'),
  (37, 'self_handle'), (38, 'visit'), (39, 'card'), (40, 'recalculate');

-- Time itself, which acts in the journal when nobody does. Cannot sign in.
INSERT INTO person (id, login, name, password_hash, disabled, created_at)
VALUES (0, '', 'Gridward', '', 1, 0);

-- rules/progress.h; flags are the bits of GwCaseFlag. clocks: rules/clock.h as text.
-- wake_at: the next instant at which something happens to the case by itself.
ALTER TABLE case_file ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN clocks TEXT;
ALTER TABLE case_file ADD COLUMN wake_at INTEGER;
ALTER TABLE case_file ADD COLUMN condition_id INTEGER REFERENCES filing_condition (id);
ALTER TABLE case_file ADD COLUMN task INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN task_at INTEGER;
ALTER TABLE case_file ADD COLUMN inspector_id INTEGER REFERENCES person (id);
ALTER TABLE case_file ADD COLUMN taken_at INTEGER;
ALTER TABLE case_file ADD COLUMN request INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN request_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN request_at INTEGER;
ALTER TABLE case_file ADD COLUMN request_by INTEGER REFERENCES person (id);
ALTER TABLE case_file ADD COLUMN request_until INTEGER;
ALTER TABLE case_file ADD COLUMN handler_id INTEGER REFERENCES person (id);
ALTER TABLE case_file ADD COLUMN returned_by INTEGER REFERENCES department (id);
ALTER TABLE case_file ADD COLUMN suspended_until INTEGER;
ALTER TABLE case_file ADD COLUMN merged_into INTEGER REFERENCES case_file (id);
ALTER TABLE case_file ADD COLUMN satisfaction INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN redispatches INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN extensions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN suspensions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN deferrals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN appeals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN reopenings INTEGER NOT NULL DEFAULT 0;

CREATE INDEX case_wake ON case_file (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX case_merged ON case_file (merged_into) WHERE merged_into IS NOT NULL;
-- What looked for overdue cases before wake_at.
DROP INDEX case_ticking;

-- The facts of an event that have no column, as JSON: with them the journal alone tells
-- every state, clock and counter again.
ALTER TABLE case_event ADD COLUMN data TEXT;

-- Tasks of inspectors, for their inbox and their record. kind: GwTaskKind; inspector_id
-- NULL: anyone may; done_at NULL: open.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  kind INTEGER NOT NULL,
  inspector_id INTEGER REFERENCES person (id),
  created_at INTEGER NOT NULL,
  taken_at INTEGER,
  done_at INTEGER,
  done_by INTEGER REFERENCES person (id) -- NULL: cancelled
) STRICT;
CREATE INDEX task_case ON task (case_id);
CREATE INDEX task_open ON task (inspector_id) WHERE done_at IS NULL;

-- Cases that have to do with each other; relation: linked, merged (case_id into other_id),
-- split (other_id out of case_id).
CREATE TABLE case_link (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  other_id INTEGER NOT NULL REFERENCES case_file (id),
  relation TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (case_id, other_id, relation)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_link_other ON case_link (other_id);

-- What the city decided otherwise than rules/settings.c.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Cases of before: a filed case was registered; a handled one waits for any inspector; a
-- handling that was overdue has its red card; clocks go on to the deadline that was given.
UPDATE case_file SET flags = flags | 1 WHERE state IN (2, 3, 4, 5, 6, 7);
UPDATE case_file SET flags = flags | 2, task = 2, task_at = handled_at WHERE state = 5;
UPDATE case_file SET flags = flags | 2048
WHERE deadline IS NOT NULL AND (overdue = 1 OR handled_at > deadline);
UPDATE case_file SET clocks = 'h' || deadline_start
  || iif(handled_at IS NULL, '', 'x' || (handled_at - deadline_start))
  || 'w' || (warn_at - deadline_start) || 'd' || (deadline - deadline_start)
  || 'f' || (deadline - deadline_start)
  || iif(overdue = 1, 'c3', '')
WHERE deadline IS NOT NULL AND warn_at > deadline_start AND deadline > warn_at
  AND (handled_at IS NULL OR handled_at > deadline_start);
UPDATE case_file SET wake_at = warn_at
WHERE clocks IS NOT NULL AND ticking = 1 AND overdue = 0;
INSERT INTO task (case_id, kind, created_at)
SELECT id, 2, handled_at FROM case_file WHERE state = 5;
