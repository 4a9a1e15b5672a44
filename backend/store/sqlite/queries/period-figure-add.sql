-- Frozen figures of a cell, a class and a department.
INSERT INTO period_figure (month, cell_id, class_id, department_id, figures)
VALUES (:month, :cell_id, :class_id, :department_id, :figures)
