-- A changed case, if it is still at the version that the change was made for.
UPDATE case_file SET
  version = :version, state = :state, open = :open, ticking = :ticking,
  overdue = :overdue, urgent = :urgent, component_id = :component_id,
  department_id = :department_id, filed_at = :filed_at, dispatched_at = :dispatched_at,
  handled_at = :handled_at, checked_at = :checked_at, closed_at = :closed_at,
  deadline_start = :deadline_start, warn_at = :warn_at, deadline = :deadline,
  reworks = :reworks, returns = :returns, routing_reason = :routing_reason,
  deadline_reason = :deadline_reason, updated_at = :updated_at,
  counted = :counted
WHERE id = :id AND version = :expected_version
