-- What still needs a department: rules, open cases, people, departments below, areas.
SELECT
  (SELECT count(*) FROM routing_rule WHERE department_id = :id AND retired_at IS NULL),
  (SELECT count(*) FROM case_file WHERE department_id = :id AND open = 1),
  (SELECT count(*) FROM person WHERE department_id = :id AND disabled = 0),
  (SELECT count(*) FROM department WHERE parent_id = :id AND valid_to IS NULL),
  (SELECT count(*) FROM area WHERE department_id = :id AND valid_to IS NULL)
