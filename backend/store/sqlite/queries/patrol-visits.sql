-- In which cells someone was, day by day.
SELECT DISTINCT day, cell_id FROM cell_visit WHERE day BETWEEN :from_day AND :to_day
