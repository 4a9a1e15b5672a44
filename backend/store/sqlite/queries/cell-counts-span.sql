-- Whole months and the days at both ends. The columns of read_counts().
SELECT
  cell_id,
  sum(reported), sum(filed), sum(rejected), sum(voided), sum(dispatched), sum(handled),
  sum(handled_in_time), sum(closed), sum(closed_in_time), sum(reworks), sum(returns)
FROM (
  SELECT
    cell_id, reported, filed, rejected, voided, dispatched, handled, handled_in_time,
    closed, closed_in_time, reworks, returns
  FROM cell_counter
  WHERE period BETWEEN :first_month AND :last_month
  UNION ALL
  SELECT
    cell_id, reported, filed, rejected, voided, dispatched, handled, handled_in_time,
    closed, closed_in_time, reworks, returns
  FROM cell_day
  WHERE day BETWEEN :head_from AND :head_to
  UNION ALL
  SELECT
    cell_id, reported, filed, rejected, voided, dispatched, handled, handled_in_time,
    closed, closed_in_time, reworks, returns
  FROM cell_day
  WHERE day BETWEEN :tail_from AND :tail_to
)
GROUP BY cell_id
ORDER BY cell_id
