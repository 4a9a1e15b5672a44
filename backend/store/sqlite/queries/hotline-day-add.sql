-- What an event counts as.
INSERT INTO hotline_day (
  day, department_id, calls, assigned, answered, answered_late, visited, satisfied,
  asked, solved
) VALUES (
  :day, :department_id, :calls, :assigned, :answered, :answered_late, :visited,
  :satisfied, :asked, :solved
)
ON CONFLICT (day, department_id) DO UPDATE SET
  calls = calls + excluded.calls,
  assigned = assigned + excluded.assigned,
  answered = answered + excluded.answered,
  answered_late = answered_late + excluded.answered_late,
  visited = visited + excluded.visited,
  satisfied = satisfied + excluded.satisfied,
  asked = asked + excluded.asked,
  solved = solved + excluded.solved
