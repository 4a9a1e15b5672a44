-- All that was counted.
SELECT
  day, department_id, calls, assigned, answered, answered_late, visited, satisfied,
  asked, solved
FROM hotline_day
ORDER BY day, department_id
