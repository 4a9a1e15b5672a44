-- What a component has been through: its cases, newest first.
CREATE INDEX case_component ON case_file (component_id) WHERE component_id IS NOT NULL;
