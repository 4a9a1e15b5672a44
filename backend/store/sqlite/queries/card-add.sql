-- A card, given by an event.
INSERT INTO card (
  id, case_id, stage, colour, at, due, limit_value, limit_unit, department_id, person_id
) VALUES (
  :id, :case_id, :stage, :colour, :at, :due, :limit_value, :limit_unit, :department_id,
  :person_id
)
