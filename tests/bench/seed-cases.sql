-- Fills a city with :n_cases cases over one year. What is chosen per case comes from
-- multiplying its position by primes: spread out, and the same every time.
CREATE TEMP TABLE seed_cell AS
  SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM cell;
CREATE UNIQUE INDEX temp.seed_cell_n ON seed_cell (n);
CREATE TEMP TABLE seed_class AS
  SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, kind FROM catalogue_class;
CREATE UNIQUE INDEX temp.seed_class_n ON seed_class (n);
CREATE TEMP TABLE seed_department AS
  SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM department;
CREATE UNIQUE INDEX temp.seed_department_n ON seed_department (n);
CREATE TEMP TABLE seed_day AS
  WITH RECURSIVE d (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n < 364)
  SELECT n, CAST (strftime('%Y%m%d', '2026-01-01', n || ' days') AS INTEGER) AS day,
    strftime('%s', '2026-01-01', n || ' days') * 1000 AS start_ms
  FROM d;
CREATE UNIQUE INDEX temp.seed_day_n ON seed_day (n);

CREATE TEMP TABLE seed_case AS
  WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < :n_cases)
  SELECT
    c.n AS n,
    d.day AS day,
    d.day * 10000000 + c.n - c.n / :per_day * :per_day + 1 AS id,
    d.start_ms + 28800000 + c.n - c.n / :per_day * :per_day AS at,
    c.n * 7919 % (SELECT count(*) FROM seed_cell) AS cell,
    c.n * 104729 % (SELECT count(*) FROM seed_class) AS class,
    c.n * 1299709 % (SELECT count(*) FROM seed_department) AS department,
    c.n % 20 = 7 AS open
  FROM c
  JOIN seed_day AS d ON d.n = c.n / :per_day;

INSERT INTO case_file (
  id, version, state, open, ticking, overdue, kind, class_id, urgent, cell_id, lon, lat,
  component_id, description, source, reporter_id, department_id, observed_at, reported_at,
  filed_at, dispatched_at, handled_at, checked_at, closed_at, deadline_start, warn_at,
  deadline, reworks, returns, routing_reason, deadline_reason, updated_at, counted
)
SELECT
  s.id, iif(s.open, 1, 2), iif(s.open, 1, 7), s.open, 0, 0, k.kind, k.id, 0, g.id,
  1130000000 + s.n % 1000000, 236000000 + s.n * 31 % 1000000, NULL,
  '路面井盖破损，请尽快处理 ' || s.n, 'inspector', (SELECT min(id) FROM person),
  iif(s.open, NULL, p.id), s.at, s.at, iif(s.open, NULL, s.at + 60000),
  iif(s.open, NULL, s.at + 120000), iif(s.open, NULL, s.at + 3600000),
  iif(s.open, NULL, s.at + 7200000), iif(s.open, NULL, s.at + 7300000),
  iif(s.open, NULL, s.at + 120000), iif(s.open, NULL, s.at + 12900000),
  iif(s.open, NULL, s.at + 14400000), 0, 0, NULL, NULL, s.at, iif(s.open, 0, 498)
FROM seed_case AS s
JOIN seed_cell AS g ON g.n = s.cell
JOIN seed_class AS k ON k.n = s.class
JOIN seed_department AS p ON p.n = s.department
ORDER BY s.n;

-- One event for the report, one that stands for all that follows (bits of GwCount).
INSERT INTO case_event (
  seq, case_id, version, action, from_state, to_state, at, actor_id, department_id, counts,
  opinion, cell_id
)
SELECT s.n + 1, s.id, 1, 1, NULL, 1, s.at, (SELECT min(id) FROM person), NULL, 1, NULL, g.id
FROM seed_case AS s
JOIN seed_cell AS g ON g.n = s.cell;
INSERT INTO case_event (
  seq, case_id, version, action, from_state, to_state, at, actor_id, department_id, counts,
  opinion, cell_id
)
SELECT :n_cases + row_number() OVER (ORDER BY s.n), s.id, 2, 9, 1, 7, s.at + 7300000,
  (SELECT min(id) FROM person), p.id, 498, NULL, g.id
FROM seed_case AS s
JOIN seed_cell AS g ON g.n = s.cell
JOIN seed_department AS p ON p.n = s.department
WHERE NOT s.open;

-- Of all that follows the report, each counts once (bits as above).
INSERT INTO cell_counter
SELECT
  g.id,
  gw_counts(
    count(*), sum(NOT s.open), 0, 0, sum(NOT s.open), sum(NOT s.open), sum(NOT s.open),
    sum(NOT s.open), sum(NOT s.open), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  ),
  sum(s.open), 0
FROM seed_case AS s
JOIN seed_cell AS g ON g.n = s.cell
GROUP BY g.id;
INSERT INTO department_counter
SELECT
  p.id,
  gw_counts(
    0, count(*), 0, 0, count(*), count(*), count(*), count(*), count(*), 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0
  ),
  0, 0
FROM seed_case AS s
JOIN seed_department AS p ON p.n = s.department
WHERE NOT s.open
GROUP BY p.id;

-- The texts are not indexed: no benchmark searches them.
UPDATE search_mark SET seq = (SELECT max(seq) FROM case_event);
