-- One row of routing_rule.
INSERT INTO routing_rule (
  rank, valid_from, valid_to, kind, class_code, condition_code, area_code, cell_code, owner,
  source, weekdays, minute_from, minute_to, max_open, target, department_id, note
)
VALUES (
  :rank, :valid_from, :valid_to, :kind, :class_code, :condition_code, :area_code,
  :cell_code, :owner, :source, :weekdays, :minute_from, :minute_to,
  nullif(:max_open, -1), :target, :department_id, :note
)
