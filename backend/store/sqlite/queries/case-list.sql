-- The pieces of a list of cases; case-list.c puts them together. Each piece is whole: no
-- value is ever written into the text.

-- piece: select
SELECT
  f.id, f.version, f.state, f.open, f.ticking, f.overdue, f.kind, f.class_id, f.urgent,
  f.cell_id, f.lon, f.lat, f.component_id, f.description, f.source, f.reporter_id,
  f.department_id, f.observed_at, f.reported_at, f.filed_at, f.dispatched_at,
  f.handled_at, f.checked_at, f.closed_at, f.deadline_start, f.warn_at, f.deadline,
  f.reworks, f.returns, f.routing_reason, f.deadline_reason, f.updated_at, f.counted,
  f.flags, f.clocks, f.wake_at, f.condition_id, f.task, f.task_at, f.inspector_id,
  f.taken_at, f.request, f.request_step, f.request_at, f.request_by, f.request_until,
  f.handler_id, f.returned_by, f.suspended_until, f.merged_into, f.satisfaction,
  f.redispatches, f.extensions, f.suspensions, f.deferrals, f.appeals, f.reopenings,
  f.offer_until, f.offers, f.task_reason, f.solved, f.responsible_id
-- piece: select-id
SELECT f.id
-- piece: select-due
SELECT f.id, f.deadline
-- piece: from-newest
FROM case_file AS f NOT INDEXED
-- piece: from-open
FROM case_file AS f INDEXED BY case_open
-- piece: from-state
FROM case_file AS f INDEXED BY case_state_id
-- piece: from-class
FROM case_file AS f INDEXED BY case_class
-- piece: from-department
FROM case_file AS f INDEXED BY case_department
-- piece: from-department-open
FROM case_file AS f INDEXED BY case_department_open
-- piece: from-department-state
FROM case_file AS f INDEXED BY case_department_state
-- piece: from-cells
FROM json_each(:cells) AS j
CROSS JOIN case_file AS f INDEXED BY case_cell ON f.cell_id = j.value
-- piece: from-text
FROM case_text AS t
CROSS JOIN case_file AS f ON f.id = t.rowid
-- piece: from-due
FROM case_file AS f INDEXED BY case_due
-- piece: always
WHERE TRUE
-- piece: match
AND t.case_text MATCH :match AND t.rowid < :before_text
-- piece: match-after
AND t.case_text MATCH :match AND t.rowid > :after_text
-- piece: words
AND gw_text_has(f.description, :words)
-- piece: before
AND f.id < :before
-- piece: after
AND f.id > :after
-- piece: not-before
AND f.id >= :until_id
-- piece: not-after
AND f.id <= :until_id
-- piece: open
AND f.open = 1
-- piece: state
AND f.state = :state
-- piece: states
AND (:states >> f.state & 1)
-- piece: department
AND f.department_id = :department_id
-- piece: class
AND f.class_id = :class_id
-- piece: classes
AND gw_id_set_has(:classes, f.class_id)
-- piece: cells
AND gw_id_set_has(:cell_set, f.cell_id)
-- piece: box
AND f.lon BETWEEN :min_lon AND :max_lon AND f.lat BETWEEN :min_lat AND :max_lat
-- piece: within
AND (gw_id_set_has(:inner_set, f.cell_id) OR gw_within(:ring, f.lon, f.lat))
-- piece: source
AND f.source = :source
-- piece: from
AND f.reported_at >= :from_ms
-- piece: to
AND f.reported_at < :to_ms
-- piece: lamps
AND (:lamps >> CASE
  WHEN f.open = 0 OR f.deadline IS NULL OR (f.flags & 64) THEN 0
  WHEN f.ticking = 0 THEN iif(f.handled_at > f.deadline, 3, 1)
  WHEN f.deadline < :now THEN 3
  WHEN f.warn_at <= :now_again THEN 2
  ELSE 1
END & 1)
-- piece: flags
AND (f.flags & :flags) <> 0
-- piece: scope
AND (f.reporter_id = :scope_reporter_id OR (:scope_states >> f.state & 1)
  OR ifnull(f.department_id = :scope_department_id, 0)
  OR ((f.flags & 16) <> 0 AND ifnull(f.handler_id = :scope_handler_id, 0))
  OR (:scope_inspector_id <> 0 AND f.task <> 0
    AND ifnull(f.inspector_id = :scope_inspector_again, 1)))
-- piece: due-after
AND f.open = 1 AND f.deadline IS NOT NULL
AND (f.deadline, f.id) > (:after_deadline, :after_id)
-- piece: due-before
AND f.open = 1 AND f.deadline IS NOT NULL
AND (f.deadline, f.id) < (:before_deadline, :before_id)
-- piece: due-not-after
AND (f.deadline, f.id) <= (:until_deadline, :until_id)
-- piece: due-not-before
AND (f.deadline, f.id) >= (:until_deadline, :until_id)
-- piece: not-due-after
AND f.deadline IS NULL AND f.id > :after_id
-- piece: newest-first
ORDER BY f.id DESC LIMIT :limit
-- piece: text-newest-first
ORDER BY t.rowid DESC LIMIT :limit
-- piece: text-oldest-first
ORDER BY t.rowid LIMIT :limit
-- piece: due-first
ORDER BY f.deadline, f.id LIMIT :limit
-- piece: due-last
ORDER BY f.deadline DESC, f.id DESC LIMIT :limit
-- piece: oldest-first
ORDER BY f.id LIMIT :limit
