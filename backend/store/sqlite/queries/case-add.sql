-- A new case. It has not been through anything yet: the other columns keep their defaults.
INSERT INTO case_file (
  id, version, state, open, ticking, overdue, kind, class_id, urgent, cell_id, lon,
  lat, component_id, description, source, reporter_id, department_id, observed_at,
  reported_at, filed_at, dispatched_at, handled_at, checked_at, closed_at,
  deadline_start, warn_at, deadline, reworks, returns, routing_reason, deadline_reason,
  updated_at, counted, clocks, wake_at, condition_id, flags
) VALUES (
  :id, :version, :state, :open, :ticking, :overdue, :kind, :class_id, :urgent,
  :cell_id, :lon, :lat, :component_id, :description, :source, :reporter_id,
  :department_id, :observed_at, :reported_at, :filed_at, :dispatched_at, :handled_at,
  :checked_at, :closed_at, :deadline_start, :warn_at, :deadline, :reworks, :returns,
  :routing_reason, :deadline_reason, :updated_at, :counted, :clocks, :wake_at,
  :condition_id, :flags
)
