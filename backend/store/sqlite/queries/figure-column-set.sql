-- A column of a day was made.
INSERT OR REPLACE INTO figure_column (id, numbers) VALUES (:id, :numbers)
