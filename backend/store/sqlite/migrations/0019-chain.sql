-- The journal becomes a chain: see store/chain.h for what a seal covers and how. id: of the
-- event * 1024, and on from there for what was done after it that is of no case.
CREATE TABLE journal_seal (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  content BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER journal_seal_no_delete BEFORE DELETE ON journal_seal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

-- The last seal of each local day that is over; a day without any is left out.
CREATE TABLE journal_anchor (
  day INTEGER PRIMARY KEY,
  id INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER journal_anchor_no_update BEFORE UPDATE ON journal_anchor
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_anchor_no_delete BEFORE DELETE ON journal_anchor
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

-- complete: 0 until the events of before have their seals, which takes a program. From then
-- on no seal is changed.
CREATE TABLE journal_chain (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  complete INTEGER NOT NULL
) STRICT;
INSERT INTO journal_chain VALUES (1, NOT EXISTS (SELECT 1 FROM case_event));
CREATE TRIGGER journal_seal_no_update BEFORE UPDATE ON journal_seal
WHEN (SELECT complete FROM journal_chain) = 1
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
