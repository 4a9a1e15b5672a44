-- A column of a day's closings.
SELECT numbers FROM figure_closing WHERE id = :id
