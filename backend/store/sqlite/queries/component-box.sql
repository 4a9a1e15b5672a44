-- Components in a box, by id, from :after on; the columns of read_component(). Degrees are
-- rounded outwards in the R*Tree of the geometry, so fixed point decides.
SELECT c.id, c.code, c.class_id, c.name, c.owner_id, c.lon, c.lat
FROM idx_component_geometry AS i
CROSS JOIN component AS c ON c.id = i.pkid
WHERE i.xmax >= :min_x AND i.xmin <= :max_x AND i.ymax >= :min_y AND i.ymin <= :max_y
  AND c.lon BETWEEN :min_lon AND :max_lon AND c.lat BETWEEN :min_lat AND :max_lat
  AND c.valid_to IS NULL AND c.id > :after
ORDER BY c.id
LIMIT :limit
