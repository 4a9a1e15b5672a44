-- A source that was not seen before.
INSERT INTO figure_source (id, name) VALUES (:id, :name)
