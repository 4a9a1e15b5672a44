-- Supervision at four levels: a person sees what lies in the area; NULL: the whole city.
ALTER TABLE person ADD COLUMN area_id INTEGER REFERENCES area (id);
