-- What the person sees; NULL: the whole city.
UPDATE person SET area_id = :area_id, version = version + 1 WHERE id = :id
