-- Before the areas that a department answers for are named anew.
UPDATE area SET department_id = NULL WHERE department_id = :id
