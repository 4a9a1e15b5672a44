-- The last number given.
SELECT ifnull(max(id), 0) FROM period_act
