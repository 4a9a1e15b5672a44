-- Inspectors whose days differ from the journal, as far as they are counted.
WITH piece AS (
  SELECT seq, case_id, action, at, actor_id, counts, data
  FROM case_event
  WHERE seq <= (SELECT seq FROM reporter_mark)
), told (at, person_id, reported, filed, offered, taken, lapsed, task_kind, in_time) AS (
  SELECT p.at, f.reporter_id, p.counts & 1, p.counts >> 1 & 1, 0, 0, 0, 0, 0
  FROM piece AS p CROSS JOIN case_file AS f ON f.id = p.case_id
  WHERE p.counts & 3
  UNION ALL
  SELECT p.at, json_extract(p.data, '$.person'), 0, 0, 1, 0, 0, 0, 0
  FROM piece AS p
  WHERE p.action IN (6, 13, 17, 41) AND json_extract(p.data, '$.person') IS NOT NULL
  UNION ALL
  SELECT p.at, p.actor_id, 0, 0, 0, 1, 0, 0, 0
  FROM piece AS p
  WHERE p.action = 15
  UNION ALL
  SELECT p.at, json_extract(p.data, '$.person_before'), 0, 0, 0, 0, 1, 0, 0
  FROM piece AS p
  WHERE p.action = 41 AND json_extract(p.data, '$.person_before') IS NOT NULL
  UNION ALL
  SELECT p.at, p.actor_id, 0, 0, 0, 0, 0, t.kind, t.due IS NULL OR t.done_at <= t.due
  FROM piece AS p
  -- The one that this event ended: of several of one instant as many came before it as
  -- events before this one ended others.
  CROSS JOIN task AS t ON t.case_id = p.case_id AND t.done_at = p.at
    AND t.done_by = p.actor_id AND (
      SELECT count(*)
      FROM task AS other
      WHERE other.case_id = p.case_id AND other.done_at = p.at
        AND other.done_by = p.actor_id AND other.id < t.id
    ) = (
      SELECT count(*)
      FROM case_event AS other
      WHERE other.case_id = p.case_id AND other.at = p.at
        AND other.actor_id = p.actor_id AND other.action IN (7, 8, 14)
        AND other.seq < p.seq
    )
  WHERE p.action IN (7, 8, 14)
), both AS (
  SELECT
    gw_local_day(at, (SELECT time_zone FROM city)) AS day, person_id, reported, filed,
    offered, taken, lapsed, task_kind = 1 AS verified,
    task_kind = 1 AND in_time AS verified_in_time, task_kind = 2 AS checked,
    task_kind = 2 AND in_time AS checked_in_time
  FROM told
  UNION ALL
  SELECT
    day, person_id, -reported, -filed, -offered, -taken, -lapsed, -verified,
    -verified_in_time, -checked, -checked_in_time
  FROM reporter_day
)
SELECT person_id || ' on ' || day
FROM both
GROUP BY day, person_id
HAVING sum(reported) <> 0 OR sum(filed) <> 0 OR sum(offered) <> 0 OR sum(taken) <> 0
  OR sum(lapsed) <> 0 OR sum(verified) <> 0 OR sum(verified_in_time) <> 0
  OR sum(checked) <> 0 OR sum(checked_in_time) <> 0
