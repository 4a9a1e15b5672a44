-- What the person sees; NULL: the whole city.
UPDATE person SET area_id = :area_id WHERE id = :id
