-- A target of the plan.
INSERT INTO plan_target (
  year, code, area_id, title, title_en, unit, up, has_start, start, target, due,
  department_id, indicator
)
VALUES (
  :year, :code, :area_id, :title, :title_en, :unit, :up, :has_start, :start, :target, :due,
  :department_id, :indicator
)
