-- One row of routing_rule.
INSERT INTO routing_rule (kind, class_code, area_code, department_id)
VALUES (:kind, :class_code, :area_code, :department_id)
