-- A role of a person; naming it twice is no fault.
INSERT OR IGNORE INTO role_grant (person_id, role) VALUES (:person_id, :role)
