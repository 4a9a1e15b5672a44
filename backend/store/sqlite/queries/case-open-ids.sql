-- Open cases by number, a piece at a time.
SELECT id
FROM case_file INDEXED BY case_open
WHERE open = 1 AND id > :after
ORDER BY id
LIMIT :limit
