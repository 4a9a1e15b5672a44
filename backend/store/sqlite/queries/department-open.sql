-- How much each department has to do now.
SELECT department_id, open FROM department_counter WHERE open > 0
