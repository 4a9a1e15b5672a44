-- How often what servers have in memory was changed.
SELECT city, people, shifts, settings FROM change_mark WHERE id = 1
