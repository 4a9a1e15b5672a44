-- The first sums that the file has made and the temporary table that hides it has not.
SELECT ifnull(min(id), 0)
FROM figure_making
WHERE id NOT IN (SELECT m.id FROM main.figure_making AS m) AND id BETWEEN :from_id AND :to_id
