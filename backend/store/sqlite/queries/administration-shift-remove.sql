-- A shift that nobody has any more.
DELETE FROM shift WHERE id = :id
