-- What is open now, by department; the last two columns as they were at the end of a day: all
-- that waits now, without what has come and gone since.
SELECT
  department_id, sum(open), sum(overdue),
  sum(to_handle), sum(to_close)
FROM (
  SELECT
    department_id, open, overdue,
    dispatched - withdrawn_dispatched - handled + withdrawn_handled - deferred
      + deferral_ended AS to_handle,
    handled - withdrawn_handled - closed + reopened AS to_close
  FROM department_counter
  UNION ALL
  SELECT
    department_id, 0, 0,
    -(dispatched - withdrawn_dispatched - handled + withdrawn_handled - deferred
      + deferral_ended),
    -(handled - withdrawn_handled - closed + reopened)
  FROM cell_day
  WHERE day > :to_day AND department_id <> 0
)
GROUP BY department_id
HAVING sum(open) <> 0 OR sum(overdue) <> 0 OR sum(to_handle) <> 0 OR sum(to_close) <> 0
ORDER BY department_id
