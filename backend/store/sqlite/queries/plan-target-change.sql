-- All that a file says of a target; it is in the plan again.
UPDATE plan_target SET
  title = :title, title_en = :title_en, unit = :unit, up = :up,
  has_start = :has_start, start = :start, target = :target, due = :due,
  department_id = :department_id, indicator = :indicator,
  retired = 0, version = version + 1
WHERE id = :id
