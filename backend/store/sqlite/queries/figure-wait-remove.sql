-- It did not wait over the end of any day.
DELETE FROM figure_wait WHERE figure = :figure AND day_in = :day_in AND seq = :seq
