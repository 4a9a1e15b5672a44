-- Which duty grids had someone, day by day. Instants bound the days.
SELECT DISTINCT
  gw_local_day(signed_in_at, (SELECT time_zone FROM city)) AS day, duty_grid_id
FROM duty INDEXED BY duty_at
WHERE signed_in_at BETWEEN :from_at AND :to_at AND day BETWEEN :from_day AND :to_day
