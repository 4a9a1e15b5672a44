-- Supervision: cards as records, and who was told of them.

INSERT OR IGNORE INTO case_action VALUES
  (42, 'explain_card'), (43, 'revoke_card'), (44, 'escalate');

-- id: of the event that gave it * 16 + the stage; colour: 2 yellow, 3 red (rules/lamp.h).
-- department_id and person_id: who answers for it; NULL: the role of the stage. The journal
-- has all of it: explaining and revoking are events. next_at: when it is escalated next.
CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  stage INTEGER NOT NULL,
  colour INTEGER NOT NULL,
  at INTEGER NOT NULL,
  due INTEGER,
  limit_value INTEGER NOT NULL,
  limit_unit INTEGER NOT NULL,
  department_id INTEGER REFERENCES department (id),
  person_id INTEGER REFERENCES person (id),
  explanation TEXT,
  explained_by INTEGER REFERENCES person (id),
  explained_at INTEGER,
  revocation TEXT,
  revoked_by INTEGER REFERENCES person (id),
  revoked_at INTEGER,
  level INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER
) STRICT;
CREATE INDEX card_case ON card (case_id);
CREATE INDEX card_department ON card (department_id) WHERE department_id IS NOT NULL;
CREATE INDEX card_person ON card (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX card_open ON card (id) WHERE explained_at IS NULL AND revoked_at IS NULL;
CREATE INDEX card_day ON card (department_id, at);
CREATE INDEX card_next ON card (next_at) WHERE next_at IS NOT NULL;

-- Who was told what: a card (level 0) or its escalation, by the event that says so.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  card_id INTEGER NOT NULL REFERENCES card (id),
  event_seq INTEGER NOT NULL REFERENCES case_event (seq),
  level INTEGER NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER
) STRICT;
CREATE INDEX notice_person ON notice (person_id);
CREATE INDEX notice_unread ON notice (person_id) WHERE read_at IS NULL;
CREATE INDEX role_grant_role ON role_grant (role);
