-- Someone decided a setting.
INSERT INTO setting_change (at, person_id, name, value_before, value_after)
VALUES (:at, :person_id, :name, :value_before, :value_after)
