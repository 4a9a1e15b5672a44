-- What still needs a duty grid: shifts, people on duty.
SELECT
  (SELECT count(*) FROM shift WHERE duty_grid_id = :id),
  (SELECT count(*) FROM duty WHERE duty_grid_id = :id AND signed_out_at IS NULL)
