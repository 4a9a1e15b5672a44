-- What had closed cases and was taken back on a day.
SELECT
  g.day, g.cell_id, g.duty_grid_id, g.class_id, g.department_id, g.source_id, g.person_id,
  g.hour, g.post, t.took
FROM figure_gone AS g
CROSS JOIN figure_thing AS t ON t.day = g.day AND t.seq = g.seq
WHERE g.day_out = :day AND g.figures & :closed
ORDER BY g.span, g.day, g.seq
