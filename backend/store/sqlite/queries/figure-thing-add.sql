-- An event that counts.
INSERT INTO figure_thing (
  day, seq, case_id, figures, cell_id, duty_grid_id, class_id, department_id, source_id,
  person_id, hour, post, took, lon, lat
) VALUES (
  :day, :seq, :case_id, :figures, :cell_id, :duty_grid_id, :class_id, :department_id,
  :source_id, :person_id, :hour, :post, :took, :lon, :lat
)
