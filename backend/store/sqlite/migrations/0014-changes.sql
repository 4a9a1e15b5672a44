-- What a running server has in memory tells itself when it was changed, by whichever process:
-- one number per subject, looked at each second. None of these tables is written often.
CREATE TABLE change_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  city INTEGER NOT NULL,
  people INTEGER NOT NULL,
  shifts INTEGER NOT NULL,
  settings INTEGER NOT NULL
) STRICT;
INSERT INTO change_mark VALUES (1, 1, 1, 1, 1);

CREATE TRIGGER city_changed_mark AFTER UPDATE ON city
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER area_added_mark AFTER INSERT ON area
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER area_changed_mark AFTER UPDATE ON area
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER cell_added_mark AFTER INSERT ON cell
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER cell_changed_mark AFTER UPDATE ON cell
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER duty_grid_added_mark AFTER INSERT ON duty_grid
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER duty_grid_changed_mark AFTER UPDATE ON duty_grid
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER department_added_mark AFTER INSERT ON department
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER department_changed_mark AFTER UPDATE ON department
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER code_scheme_added_mark AFTER INSERT ON code_scheme
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER code_scheme_changed_mark AFTER UPDATE ON code_scheme
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER catalogue_class_added_mark AFTER INSERT ON catalogue_class
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER catalogue_class_changed_mark AFTER UPDATE ON catalogue_class
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER filing_condition_added_mark AFTER INSERT ON filing_condition
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER filing_condition_changed_mark AFTER UPDATE ON filing_condition
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER class_mapping_added_mark AFTER INSERT ON class_mapping
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER class_mapping_changed_mark AFTER UPDATE ON class_mapping
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER routing_rule_added_mark AFTER INSERT ON routing_rule
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER routing_rule_changed_mark AFTER UPDATE ON routing_rule
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER calendar_added_mark AFTER INSERT ON calendar
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER calendar_changed_mark AFTER UPDATE ON calendar
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER house_number_added_mark AFTER INSERT ON house_number
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER house_number_removed_mark AFTER DELETE ON house_number
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER poi_added_mark AFTER INSERT ON poi
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;
CREATE TRIGGER poi_removed_mark AFTER DELETE ON poi
BEGIN UPDATE change_mark SET city = city + 1 WHERE id = 1; END;

CREATE TRIGGER person_added_mark AFTER INSERT ON person
BEGIN UPDATE change_mark SET people = people + 1 WHERE id = 1; END;
CREATE TRIGGER person_changed_mark AFTER UPDATE ON person
BEGIN UPDATE change_mark SET people = people + 1 WHERE id = 1; END;
CREATE TRIGGER role_grant_added_mark AFTER INSERT ON role_grant
BEGIN UPDATE change_mark SET people = people + 1 WHERE id = 1; END;
CREATE TRIGGER role_grant_removed_mark AFTER DELETE ON role_grant
BEGIN UPDATE change_mark SET people = people + 1 WHERE id = 1; END;

CREATE TRIGGER shift_added_mark AFTER INSERT ON shift
BEGIN UPDATE change_mark SET shifts = shifts + 1 WHERE id = 1; END;
CREATE TRIGGER shift_removed_mark AFTER DELETE ON shift
BEGIN UPDATE change_mark SET shifts = shifts + 1 WHERE id = 1; END;

CREATE TRIGGER setting_added_mark AFTER INSERT ON setting
BEGIN UPDATE change_mark SET settings = settings + 1 WHERE id = 1; END;
CREATE TRIGGER setting_changed_mark AFTER UPDATE ON setting
BEGIN UPDATE change_mark SET settings = settings + 1 WHERE id = 1; END;

-- Who decided what of the city's settings, and when; person 0: at the machine itself.
CREATE TABLE setting_change (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL
) STRICT;
