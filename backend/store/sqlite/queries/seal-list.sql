-- The whole chain.
SELECT id, day, content, hash
FROM journal_seal
ORDER BY id
