-- Something that counted is taken back.
INSERT INTO figure_gone (
  span, day, seq, day_out, case_id, figures, cell_id, duty_grid_id, class_id,
  department_id, source_id, person_id, hour, post
) VALUES (
  :span, :day, :seq, :day_out, :case_id, :figures, :cell_id, :duty_grid_id, :class_id,
  :department_id, :source_id, :person_id, :hour, :post
)
ON CONFLICT DO UPDATE SET figures = figures | excluded.figures
