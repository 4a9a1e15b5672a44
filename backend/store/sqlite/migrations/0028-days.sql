-- Periods are told from the figures: nothing reads counters by day any more.
DROP TABLE cell_day;

-- The deferrals that a case took along to another cell (bit of GwCount), which are few.
CREATE INDEX case_move_deferred ON case_move (cell_id) WHERE (counts & 524288) <> 0;
