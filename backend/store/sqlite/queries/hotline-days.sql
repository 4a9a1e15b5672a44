-- What was counted from one day to another, by department.
SELECT
  department_id, sum(calls), sum(assigned), sum(answered), sum(answered_late),
  sum(visited), sum(satisfied), sum(asked), sum(solved)
FROM hotline_day
WHERE day >= :from AND day <= :to
GROUP BY department_id
