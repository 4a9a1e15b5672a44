-- A column of a day's closings was made.
INSERT OR REPLACE INTO figure_closing (id, numbers) VALUES (:id, :numbers)
