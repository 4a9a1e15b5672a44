-- Adds to the counters of one place and time.
INSERT INTO cell_counter (
  cell_id, reported, filed, rejected, voided, dispatched, handled, handled_in_time,
  closed, closed_in_time, reworks, returns, filed_in_time, withdrawn_dispatched,
  withdrawn_handled, withdrawn_handled_in_time, withdrawn_closed_in_time, reopened,
  redispatches, deferred, deferral_ended, exempt, extensions, merged, open, overdue
) VALUES (
  :cell_id, :reported, :filed, :rejected, :voided, :dispatched, :handled,
  :handled_in_time, :closed, :closed_in_time, :reworks, :returns, :filed_in_time,
  :withdrawn_dispatched, :withdrawn_handled, :withdrawn_handled_in_time,
  :withdrawn_closed_in_time, :reopened, :redispatches, :deferred, :deferral_ended,
  :exempt, :extensions, :merged, :open, :overdue
)
ON CONFLICT DO UPDATE SET
  reported = reported + excluded.reported, filed = filed + excluded.filed,
  rejected = rejected + excluded.rejected, voided = voided + excluded.voided,
  dispatched = dispatched + excluded.dispatched, handled = handled + excluded.handled,
  handled_in_time = handled_in_time + excluded.handled_in_time,
  closed = closed + excluded.closed,
  closed_in_time = closed_in_time + excluded.closed_in_time,
  reworks = reworks + excluded.reworks, returns = returns + excluded.returns,
  filed_in_time = filed_in_time + excluded.filed_in_time,
  withdrawn_dispatched = withdrawn_dispatched + excluded.withdrawn_dispatched,
  withdrawn_handled = withdrawn_handled + excluded.withdrawn_handled,
  withdrawn_handled_in_time = withdrawn_handled_in_time + excluded.withdrawn_handled_in_time,
  withdrawn_closed_in_time = withdrawn_closed_in_time + excluded.withdrawn_closed_in_time,
  reopened = reopened + excluded.reopened,
  redispatches = redispatches + excluded.redispatches,
  deferred = deferred + excluded.deferred,
  deferral_ended = deferral_ended + excluded.deferral_ended,
  exempt = exempt + excluded.exempt, extensions = extensions + excluded.extensions,
  merged = merged + excluded.merged, open = open + excluded.open,
  overdue = overdue + excluded.overdue
