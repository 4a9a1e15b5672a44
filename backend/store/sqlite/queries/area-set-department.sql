-- Who answers for what nobody else does; NULL: nobody.
UPDATE area SET department_id = :department_id WHERE id = :id
