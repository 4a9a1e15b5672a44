-- Columns that are not right any more.
DELETE FROM figure_column WHERE id BETWEEN :from_id AND :to_id
