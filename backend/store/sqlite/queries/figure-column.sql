-- A column of a day.
SELECT numbers FROM figure_column WHERE id = :id
