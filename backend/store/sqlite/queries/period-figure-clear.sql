-- A month is locked anew.
DELETE FROM period_figure WHERE month = :month
