-- The first day of some on which anything happened.
SELECT ifnull(min(day), 0) FROM figure_day WHERE day BETWEEN :from_id AND :to_id
