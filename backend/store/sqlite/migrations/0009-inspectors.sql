-- Tasks are offered to inspectors one after the other; what inspectors did, day by day.

INSERT OR IGNORE INTO case_action VALUES (41, 'offer_task');

-- rules/progress.h. task_reason: why the open task is whose it is, in both languages.
ALTER TABLE case_file ADD COLUMN offer_until INTEGER;
ALTER TABLE case_file ADD COLUMN offers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN task_reason TEXT;

-- The same of each task, as it went. due: until when it should have been done, known once
-- it is done. cell_id: of the case, for those that are anyone's.
ALTER TABLE task ADD COLUMN reason TEXT;
ALTER TABLE task ADD COLUMN offers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN due INTEGER;
ALTER TABLE task ADD COLUMN cell_id INTEGER;
UPDATE task SET cell_id = (SELECT f.cell_id FROM case_file AS f WHERE f.id = task.case_id);
CREATE INDEX task_anyone ON task (cell_id) WHERE done_at IS NULL AND inspector_id IS NULL;

-- Whether a position is of a time on duty; on which days a duty grid had someone.
CREATE INDEX duty_person ON duty (person_id, signed_in_at);
CREATE INDEX duty_at ON duty (signed_in_at);

-- offered: tasks the person was asked for; lapsed: not taken in time, so that another was.
ALTER TABLE reporter_day ADD COLUMN offered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter_day ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter_day ADD COLUMN lapsed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter_day ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter_day ADD COLUMN verified_in_time INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter_day ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter_day ADD COLUMN checked_in_time INTEGER NOT NULL DEFAULT 0;

-- outside: the answer came from outside of the duty grid of then; NULL: no answer yet.
ALTER TABLE roll_call_answer ADD COLUMN outside INTEGER;
CREATE INDEX roll_call_person ON roll_call_answer (person_id, roll_call_id);
