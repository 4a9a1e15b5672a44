-- What the report said is corrected. Apart from case-change: it touches indexes.
UPDATE case_file SET
  kind = :kind, class_id = :class_id, cell_id = :cell_id, lon = :lon, lat = :lat,
  description = :description
WHERE id = :id
