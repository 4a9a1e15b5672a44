-- A task for an inspector.
INSERT INTO task (case_id, kind, inspector_id, created_at, taken_at)
VALUES (:case_id, :kind, :inspector_id, :created_at, :taken_at)
