-- What became of a month last.
SELECT action FROM period_act WHERE month = :month ORDER BY id DESC LIMIT 1
