-- A changed case, if it is still at the version that the change was made for.
UPDATE case_file SET
  version = :version, state = :state, open = :open, ticking = :ticking,
  overdue = :overdue, urgent = :urgent, component_id = :component_id,
  department_id = :department_id, filed_at = :filed_at, dispatched_at = :dispatched_at,
  handled_at = :handled_at, checked_at = :checked_at, closed_at = :closed_at,
  deadline_start = :deadline_start, warn_at = :warn_at, deadline = :deadline,
  reworks = :reworks, returns = :returns, routing_reason = :routing_reason,
  deadline_reason = :deadline_reason, updated_at = :updated_at, counted = :counted,
  clocks = :clocks, wake_at = :wake_at, condition_id = :condition_id, flags = :flags,
  task = :task, task_at = :task_at, inspector_id = :inspector_id, taken_at = :taken_at,
  request = :request, request_step = :request_step, request_at = :request_at,
  request_by = :request_by, request_until = :request_until, handler_id = :handler_id,
  returned_by = :returned_by, suspended_until = :suspended_until,
  merged_into = :merged_into, satisfaction = :satisfaction,
  redispatches = :redispatches, extensions = :extensions, suspensions = :suspensions,
  deferrals = :deferrals, appeals = :appeals, reopenings = :reopenings,
  offer_until = :offer_until, offers = :offers, solved = :solved,
  responsible_id = :responsible_id, task_reason = :task_reason
WHERE id = :id AND version = :expected_version
