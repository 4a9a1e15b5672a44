-- Closings that are not right any more.
DELETE FROM figure_closing WHERE id BETWEEN :from_id AND :to_id
