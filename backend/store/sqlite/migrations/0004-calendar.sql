-- Calendars: who works when. An edition never changes: an import ends it and adds the next
-- one, so that what was decided by it can be computed again.

CREATE TABLE calendar (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL, -- 'city': of everyone who has none of his own
  name TEXT NOT NULL,
  name_en TEXT,
  time_zone TEXT NOT NULL,
  hours_per_day INTEGER NOT NULL, -- what a limit of one working day means
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX calendar_code ON calendar (code) WHERE valid_to IS NULL;

CREATE TABLE calendar_slot (
  calendar_id INTEGER NOT NULL REFERENCES calendar (id),
  weekday INTEGER NOT NULL, -- 1 Monday to 7; 0: of make-up days (none: as on Monday)
  start INTEGER NOT NULL, -- minutes of the local day
  until INTEGER NOT NULL,
  PRIMARY KEY (calendar_id, weekday, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_date (
  calendar_id INTEGER NOT NULL REFERENCES calendar (id),
  date TEXT NOT NULL, -- 2026-10-01
  working INTEGER NOT NULL, -- 1: a make-up day, 0: a holiday
  name TEXT,
  PRIMARY KEY (calendar_id, date)
) STRICT, WITHOUT ROWID;

-- NULL: the city's.
ALTER TABLE department ADD COLUMN calendar TEXT;

-- What a city had before: office hours, and the days of its one calendar.
INSERT INTO calendar
SELECT 1, 'city', '城市日历', 'City calendar', time_zone, 8, 0, NULL FROM city;
INSERT INTO calendar_slot
SELECT c.id, w.column1, s.column1, s.column2
FROM calendar c, (VALUES (1), (2), (3), (4), (5)) w, (VALUES (480, 720), (840, 1080)) s;
INSERT INTO calendar_date
SELECT c.id, d.date, d.working, d.name FROM calendar c, calendar_day d;
DROP TABLE calendar_day;
