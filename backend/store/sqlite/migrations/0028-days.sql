-- Periods are told from the figures: nothing reads counters by day any more.
DROP TABLE cell_day;
