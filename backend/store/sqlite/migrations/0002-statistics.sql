-- The statistics: what leaves a denominator is counted when it leaves, and nothing is
-- counted per month any more. The bits of case_event.counts are those of GwCount.

-- Where an event counted: a case may be moved to another cell later.
ALTER TABLE case_event ADD COLUMN cell_id INTEGER;
-- In which sets of the statistics the case stands; see service/case-counts.h.
ALTER TABLE case_file ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

-- What people did is never rewritten. What it counts as is derived from that, and is
-- derived anew here, because the old way counted some cases twice, others not at all, and
-- never took anything back. (SQLite's << and | bind alike, from left to right.)
DROP TRIGGER case_event_no_update;
CREATE TEMP TABLE recounted AS
WITH assigned AS (
  SELECT
    seq, case_id, action, from_state, at, department_id, counts,
    sum(action = 4) OVER (PARTITION BY case_id ORDER BY seq) AS assignment,
    ifnull(sum(action = 2) OVER (
      PARTITION BY case_id ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS filings,
    max(iif(action = 4, seq, 0)) OVER (PARTITION BY case_id) AS last_dispatch
  FROM case_event
), handled AS (
  SELECT
    a.*,
    ifnull(sum(a.action = 6) OVER before, 0) AS handlings,
    -- The deadline of an assignment that ended is forgotten: late, if not counted then.
    a.action = 6 AND (
      a.counts & 64 <> 0
      OR a.counts & 32 = 0 AND a.seq > a.last_dispatch
        AND a.at <= ifnull(f.deadline, a.at)
    ) AS in_time
  FROM assigned AS a
  JOIN case_file AS f ON f.id = a.case_id
  WINDOW before AS (
    PARTITION BY a.case_id, a.assignment ORDER BY a.seq
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
), judged AS (
  SELECT
    *,
    first_value(in_time) OVER (
      PARTITION BY case_id, assignment ORDER BY action <> 6, seq
    ) AS first_in_time
  FROM handled
)
SELECT
  seq,
  CASE
    -- Filed once per case, handled once per assignment.
    WHEN action = 2 THEN iif(filings = 0, 2 | (1 << 11), 0)
    WHEN action = 6 THEN iif(handlings = 0, 32 | (in_time << 6), 0)
    -- Returned by a department, or voided: the assignment is taken back, and what was
    -- handled in it.
    WHEN action IN (10, 11) AND from_state BETWEEN 3 AND 6
      THEN counts | (1 << 12) | ((handlings > 0) << 13)
        | ((handlings > 0 AND first_in_time) << 14)
    ELSE counts
  END AS counts
FROM judged;
CREATE UNIQUE INDEX temp.recounted_seq ON recounted (seq);
UPDATE case_event SET
  counts = (SELECT r.counts FROM temp.recounted AS r WHERE r.seq = case_event.seq),
  cell_id = (SELECT f.cell_id FROM case_file AS f WHERE f.id = case_event.case_id);
DROP TABLE temp.recounted;
CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

-- A case stands in a set when it has come in more often than it has left.
UPDATE case_file SET counted = (
  SELECT
    (max(counts >> 1 & 1) << 1)
    | ((sum((counts >> 4 & 1) - (counts >> 12 & 1)) > 0) << 4)
    | ((sum((counts >> 5 & 1) - (counts >> 13 & 1)) > 0) << 5)
    | ((sum((counts >> 6 & 1) - (counts >> 14 & 1)) > 0) << 6)
    | ((sum(counts >> 7 & 1) > 0) << 7)
    | ((sum(counts >> 8 & 1) > 0) << 8)
  FROM case_event
  WHERE case_id = case_file.id
);

-- The counters again, of all time. open and overdue are of now.
CREATE TEMP TABLE cell_now AS SELECT cell_id, open, overdue FROM cell_counter WHERE period = 0;
CREATE TEMP TABLE department_now AS
  SELECT department_id, open, overdue FROM department_counter WHERE period = 0;
DROP TABLE cell_counter;
DROP TABLE department_counter;
DROP TABLE cell_day;
-- counts: all of GwCount in one value, see counts-functions.c. The same numbers stand in
-- columns in cell_day.
CREATE TABLE cell_counter (
  cell_id INTEGER PRIMARY KEY,
  counts BLOB NOT NULL,
  open INTEGER NOT NULL,
  overdue INTEGER NOT NULL
) STRICT;
CREATE TABLE department_counter (
  department_id INTEGER PRIMARY KEY,
  counts BLOB NOT NULL,
  open INTEGER NOT NULL,
  overdue INTEGER NOT NULL
) STRICT;
-- The fine grain, for periods, classes and departments; department_id 0: none. A month is
-- added up from its days: it is asked for seldom, and every report would have to pay for it.
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
  filed_in_time INTEGER NOT NULL,
  withdrawn_dispatched INTEGER NOT NULL,
  withdrawn_handled INTEGER NOT NULL,
  withdrawn_handled_in_time INTEGER NOT NULL,
  withdrawn_closed_in_time INTEGER NOT NULL,
  reopened INTEGER NOT NULL,
  redispatches INTEGER NOT NULL,
  deferred INTEGER NOT NULL,
  deferral_ended INTEGER NOT NULL,
  exempt INTEGER NOT NULL,
  extensions INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  PRIMARY KEY (day, cell_id, class_id, department_id)
) STRICT, WITHOUT ROWID;

INSERT INTO cell_counter
SELECT
  e.cell_id,
  gw_counts(
    sum(counts >> 0 & 1), sum(counts >> 1 & 1), sum(counts >> 2 & 1),
    sum(counts >> 3 & 1), sum(counts >> 4 & 1), sum(counts >> 5 & 1),
    sum(counts >> 6 & 1), sum(counts >> 7 & 1), sum(counts >> 8 & 1),
    sum(counts >> 9 & 1), sum(counts >> 10 & 1), sum(counts >> 11 & 1),
    sum(counts >> 12 & 1), sum(counts >> 13 & 1), sum(counts >> 14 & 1),
    sum(counts >> 15 & 1), sum(counts >> 16 & 1), sum(counts >> 17 & 1),
    sum(counts >> 18 & 1), sum(counts >> 19 & 1), sum(counts >> 20 & 1),
    sum(counts >> 21 & 1), sum(counts >> 22 & 1)
  ),
  max(n.open), max(n.overdue)
FROM case_event AS e
JOIN temp.cell_now AS n ON n.cell_id = e.cell_id
GROUP BY e.cell_id;
INSERT INTO department_counter
SELECT
  n.department_id,
  gw_counts(
    sum(ifnull(counts, 0) >> 0 & 1), sum(ifnull(counts, 0) >> 1 & 1),
    sum(ifnull(counts, 0) >> 2 & 1), sum(ifnull(counts, 0) >> 3 & 1),
    sum(ifnull(counts, 0) >> 4 & 1), sum(ifnull(counts, 0) >> 5 & 1),
    sum(ifnull(counts, 0) >> 6 & 1), sum(ifnull(counts, 0) >> 7 & 1),
    sum(ifnull(counts, 0) >> 8 & 1), sum(ifnull(counts, 0) >> 9 & 1),
    sum(ifnull(counts, 0) >> 10 & 1), sum(ifnull(counts, 0) >> 11 & 1),
    sum(ifnull(counts, 0) >> 12 & 1), sum(ifnull(counts, 0) >> 13 & 1),
    sum(ifnull(counts, 0) >> 14 & 1), sum(ifnull(counts, 0) >> 15 & 1),
    sum(ifnull(counts, 0) >> 16 & 1), sum(ifnull(counts, 0) >> 17 & 1),
    sum(ifnull(counts, 0) >> 18 & 1), sum(ifnull(counts, 0) >> 19 & 1),
    sum(ifnull(counts, 0) >> 20 & 1), sum(ifnull(counts, 0) >> 21 & 1),
    sum(ifnull(counts, 0) >> 22 & 1)
  ),
  max(n.open), max(n.overdue)
FROM temp.department_now AS n
LEFT JOIN case_event AS e ON e.department_id = n.department_id
GROUP BY n.department_id;
INSERT INTO cell_day
SELECT
  gw_local_day(e.at, (SELECT time_zone FROM city)), e.cell_id, f.class_id,
  ifnull(e.department_id, 0),
  sum(counts >> 0 & 1), sum(counts >> 1 & 1), sum(counts >> 2 & 1),
  sum(counts >> 3 & 1), sum(counts >> 4 & 1), sum(counts >> 5 & 1),
  sum(counts >> 6 & 1), sum(counts >> 7 & 1), sum(counts >> 8 & 1),
  sum(counts >> 9 & 1), sum(counts >> 10 & 1), sum(counts >> 11 & 1),
  sum(counts >> 12 & 1), sum(counts >> 13 & 1), sum(counts >> 14 & 1),
  sum(counts >> 15 & 1), sum(counts >> 16 & 1), sum(counts >> 17 & 1),
  sum(counts >> 18 & 1), sum(counts >> 19 & 1), sum(counts >> 20 & 1),
  sum(counts >> 21 & 1), sum(counts >> 22 & 1)
FROM case_event AS e
JOIN case_file AS f ON f.id = e.case_id
WHERE e.counts <> 0
GROUP BY 1, 2, 3, 4;
DROP TABLE temp.cell_now;
DROP TABLE temp.department_now;
