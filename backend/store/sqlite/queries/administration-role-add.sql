-- A role of a person.
INSERT OR IGNORE INTO role_grant (person_id, role) VALUES (:id, :item)
