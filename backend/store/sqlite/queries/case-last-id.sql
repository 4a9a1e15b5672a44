-- The last number given in a day.
SELECT max(id) FROM case_file WHERE id BETWEEN :first AND :last
