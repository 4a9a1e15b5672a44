-- An actual of a target, beside the former ones.
INSERT INTO plan_actual (target_id, at, person_id, date, value, note)
VALUES (:target_id, :at, :person_id, :date, :value, :note)
