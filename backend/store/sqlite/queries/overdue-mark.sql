-- A case is overdue now. No event: time passed, nobody acted.
UPDATE case_file SET overdue = 1 WHERE id = :id
