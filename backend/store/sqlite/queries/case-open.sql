-- All open cases in short; the columns of read_open_case().
SELECT id, version, class_id, component_id, reported_at, lon, lat
FROM case_file INDEXED BY case_open
WHERE open = 1
