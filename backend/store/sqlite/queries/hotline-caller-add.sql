-- Who called.
INSERT INTO hotline_caller (case_id, name, phone) VALUES (:case_id, :name, :phone)
