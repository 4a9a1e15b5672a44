-- Rows that belong to nothing, and values that are not written like that.
SELECT 'case_file ' || id
FROM case_file
WHERE open NOT IN (0, 1) OR ticking NOT IN (0, 1) OR overdue NOT IN (0, 1)
  OR urgent NOT IN (0, 1)
  OR 0 IN (
    component_id, department_id, observed_at, filed_at, dispatched_at, handled_at,
    checked_at, closed_at, deadline_start, warn_at, deadline, wake_at, condition_id,
    task_at, inspector_id, taken_at, request_at, request_by, request_until, handler_id,
    returned_by, suspended_until, merged_into, offer_until, responsible_id
  )
UNION ALL
SELECT 'case_event ' || seq FROM case_event WHERE 0 IN (from_state, department_id)
UNION ALL
SELECT 'task ' || id
FROM task
WHERE 0 IN (inspector_id, taken_at, done_at, done_by, due)
  OR case_id NOT IN (SELECT id FROM case_file)
UNION ALL
SELECT 'card ' || id
FROM card
WHERE 0 IN (due, department_id, explained_by, explained_at, revoked_by, revoked_at)
  OR case_id NOT IN (SELECT id FROM case_file)
UNION ALL
SELECT 'case_link ' || case_id || ' to ' || other_id
FROM case_link
WHERE case_id NOT IN (SELECT id FROM case_file)
UNION ALL
SELECT 'case_move ' || seq FROM case_move WHERE seq NOT IN (SELECT seq FROM case_event)
UNION ALL
SELECT 'case_attachment ' || attachment_id
FROM case_attachment
WHERE case_id NOT IN (SELECT id FROM case_file)
  OR attachment_id NOT IN (SELECT id FROM attachment)
UNION ALL
SELECT 'hotline_call ' || case_id
FROM hotline_call
WHERE case_id NOT IN (SELECT id FROM case_file)
UNION ALL
SELECT 'cell_counter ' || cell_id
FROM cell_counter
WHERE cell_id NOT IN (SELECT cell_id FROM case_event UNION SELECT cell_id FROM case_move)
UNION ALL
SELECT 'department_counter ' || department_id
FROM department_counter
WHERE department_id NOT IN (SELECT id FROM department)
UNION ALL
SELECT 'hotline_day ' || day || ' ' || department_id
FROM hotline_day
WHERE calls = 0 AND assigned = 0 AND answered = 0 AND answered_late = 0 AND visited = 0
  AND satisfied = 0 AND asked = 0 AND solved = 0
UNION ALL
SELECT 'journal_chain' WHERE (SELECT complete FROM journal_chain) IS NOT 1
