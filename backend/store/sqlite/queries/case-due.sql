-- Cases to which something happens by itself by now, the longest waiting first.
SELECT id
FROM case_file INDEXED BY case_wake
WHERE wake_at IS NOT NULL AND wake_at <= :now
ORDER BY wake_at
LIMIT :limit
