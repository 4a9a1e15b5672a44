-- How far the days are added up, and which there are.
SELECT
  m.made, ifnull((SELECT min(day) FROM figure_day), 0),
  ifnull((SELECT max(day) FROM figure_day), 0)
FROM figure_made AS m
