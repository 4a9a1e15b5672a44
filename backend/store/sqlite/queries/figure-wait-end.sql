-- It waits no more.
UPDATE figure_wait SET day_out = :day_out
WHERE figure = :figure AND day_in = :day_in AND seq = :seq
