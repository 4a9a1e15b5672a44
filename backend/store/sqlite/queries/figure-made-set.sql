-- The days are added up so far.
UPDATE figure_made SET made = :made
