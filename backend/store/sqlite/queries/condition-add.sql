-- One row of filing_condition.
INSERT INTO filing_condition (class_id, condition, limit_value, limit_unit)
VALUES (:class_id, :condition, :limit_value, :limit_unit)
