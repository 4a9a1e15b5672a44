-- A month is reviewed, locked, reopened.
INSERT INTO period_act (
  id, month, action, at, person_id, reason, n_rows, digest, seal_id
) VALUES (:id, :month, :action, :at, :person_id, :reason, :n_rows, :digest, :seal_id)
