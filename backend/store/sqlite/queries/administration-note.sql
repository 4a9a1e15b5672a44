-- Someone changed something.
INSERT INTO administration_change (
  at, person_id, subject, key, field, value_before, value_after
) VALUES (:at, :person_id, :subject, :key, :field, :value_before, :value_after)
