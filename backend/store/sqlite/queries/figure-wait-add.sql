-- Something begins to wait.
INSERT OR REPLACE INTO figure_wait (
  figure, day_in, seq, day_out, day, case_id, cell_id, duty_grid_id, class_id,
  department_id, source_id, person_id, hour, post
) VALUES (
  :figure, :day_in, :seq, 99999999, :day, :case_id, :cell_id, :duty_grid_id, :class_id,
  :department_id, :source_id, :person_id, :hour, :post
)
