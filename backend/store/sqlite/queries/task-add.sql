-- A task for an inspector.
INSERT INTO task (
  inspector_id, taken_at, reason, offers, case_id, kind, created_at, cell_id
) VALUES (
  :inspector_id, :taken_at, :reason, :offers, :case_id, :kind, :created_at, :cell_id
)
