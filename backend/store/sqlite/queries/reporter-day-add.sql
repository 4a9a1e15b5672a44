-- What a piece of the journal tells of inspectors, added to their days. The bits of counts
-- are those of GwCount (reported, filed), the numbers of action those of GwCaseAction.
WITH piece AS (
  SELECT seq, case_id, action, at, actor_id, counts, data
  FROM case_event
  WHERE seq > :after AND seq <= :until
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
)
INSERT INTO reporter_day (
  day, person_id, reported, filed, offered, taken, lapsed, verified, verified_in_time,
  checked, checked_in_time
)
SELECT
  gw_local_day(at, (SELECT time_zone FROM city)), person_id, sum(reported), sum(filed),
  sum(offered), sum(taken), sum(lapsed), sum(task_kind = 1),
  sum(task_kind = 1 AND in_time), sum(task_kind = 2), sum(task_kind = 2 AND in_time)
FROM told
WHERE TRUE
GROUP BY 1, 2
ON CONFLICT DO UPDATE SET
  reported = reported + excluded.reported, filed = filed + excluded.filed,
  offered = offered + excluded.offered, taken = taken + excluded.taken,
  lapsed = lapsed + excluded.lapsed, verified = verified + excluded.verified,
  verified_in_time = verified_in_time + excluded.verified_in_time,
  checked = checked + excluded.checked,
  checked_in_time = checked_in_time + excluded.checked_in_time
