-- The last day of some on which anything happened.
SELECT ifnull(max(day), 0) FROM figure_day WHERE day BETWEEN :from_id AND :to_id
