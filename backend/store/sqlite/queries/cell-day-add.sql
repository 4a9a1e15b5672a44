-- Adds to the counters of one place and time.
INSERT INTO cell_day (
  day, cell_id, class_id, department_id, reported, filed, rejected, voided, dispatched,
  handled, handled_in_time, closed, closed_in_time, reworks, returns
) VALUES (
  :day, :cell_id, :class_id, :department_id, :reported, :filed, :rejected, :voided,
  :dispatched, :handled, :handled_in_time, :closed, :closed_in_time, :reworks, :returns
)
ON CONFLICT DO UPDATE SET
  reported = reported + excluded.reported, filed = filed + excluded.filed,
  rejected = rejected + excluded.rejected, voided = voided + excluded.voided,
  dispatched = dispatched + excluded.dispatched, handled = handled + excluded.handled,
  handled_in_time = handled_in_time + excluded.handled_in_time,
  closed = closed + excluded.closed,
  closed_in_time = closed_in_time + excluded.closed_in_time,
  reworks = reworks + excluded.reworks, returns = returns + excluded.returns
