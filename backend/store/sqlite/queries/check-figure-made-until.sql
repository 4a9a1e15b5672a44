-- How far the days of the file are added up.
SELECT made FROM main.figure_made
