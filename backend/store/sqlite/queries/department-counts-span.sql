-- Whole months and the days at both ends. The columns of read_counts().
SELECT
  department_id,
  sum(reported), sum(filed), sum(rejected), sum(voided), sum(dispatched), sum(handled),
  sum(handled_in_time), sum(closed), sum(closed_in_time), sum(reworks), sum(returns)
FROM (
  SELECT
    department_id, reported, filed, rejected, voided, dispatched, handled,
    handled_in_time, closed, closed_in_time, reworks, returns
  FROM department_counter
  WHERE period BETWEEN :first_month AND :last_month
  UNION ALL
  SELECT
    department_id, reported, filed, rejected, voided, dispatched, handled,
    handled_in_time, closed, closed_in_time, reworks, returns
  FROM cell_day
  WHERE day BETWEEN :head_from AND :head_to AND department_id <> 0
  UNION ALL
  SELECT
    department_id, reported, filed, rejected, voided, dispatched, handled,
    handled_in_time, closed, closed_in_time, reworks, returns
  FROM cell_day
  WHERE day BETWEEN :tail_from AND :tail_to AND department_id <> 0
)
GROUP BY department_id
ORDER BY department_id
