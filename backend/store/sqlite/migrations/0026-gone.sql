-- What is taken back on a few days is found with all that is said of it: each day of a trend
-- asks for it.
DROP INDEX figure_gone_out;
CREATE INDEX figure_gone_out ON figure_gone (
  day_out, day, seq, case_id, figures, cell_id, duty_grid_id, class_id, department_id,
  source_id, person_id, hour, post
);
