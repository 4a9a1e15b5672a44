-- One line of the journal.
INSERT INTO case_event (
  seq, case_id, version, action, from_state, to_state, at, actor_id, department_id,
  counts, cell_id, opinion, data
) VALUES (
  :seq, :case_id, :version, :action, :from_state, :to_state, :at, :actor_id,
  :department_id, :counts, :cell_id, :opinion, :data
)
