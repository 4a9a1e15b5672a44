-- Every case; the columns of gw_read_case().
SELECT
  id, version, state, open, ticking, overdue, kind, class_id, urgent, cell_id, lon,
  lat, component_id, description, source, reporter_id, department_id, observed_at,
  reported_at, filed_at, dispatched_at, handled_at, checked_at, closed_at,
  deadline_start, warn_at, deadline, reworks, returns, routing_reason, deadline_reason,
  updated_at, counted, flags, clocks, wake_at, condition_id, task, task_at,
  inspector_id, taken_at, request, request_step, request_at, request_by, request_until,
  handler_id, returned_by, suspended_until, merged_into, satisfaction, redispatches,
  extensions, suspensions, deferrals, appeals, reopenings, offer_until,
  offers, task_reason,
  solved, responsible_id
FROM case_file
ORDER BY id
