-- All open cases in short; the columns of read_open_case().
SELECT
  id, version, class_id, component_id, reported_at, lon, lat, cell_id, department_id, state,
  flags, warn_at, deadline, handled_at
FROM case_file INDEXED BY case_open
WHERE open = 1
