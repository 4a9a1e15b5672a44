-- One target with the actual entered last.
SELECT
  t.id, t.version, t.year, t.code, t.area_id, t.title, t.title_en, t.unit, t.up,
  t.has_start, t.start, t.target, t.due, t.department_id, t.indicator, t.retired,
  a.id IS NOT NULL, a.value, a.date, a.note, a.at, p.login, p.name
FROM plan_target AS t
LEFT JOIN plan_actual AS a ON a.id = t.actual_id
LEFT JOIN person AS p ON p.id = a.person_id AND a.person_id <> 0
WHERE t.id = :id
