-- What the leaving of a cell counts as, by the event that told where the case really is.
INSERT INTO case_move (seq, cell_id, counts) VALUES (:seq, :cell_id, :counts)
