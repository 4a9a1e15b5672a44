-- The plan has it no more.
UPDATE plan_target SET retired = 1, version = version + 1 WHERE id = :id
