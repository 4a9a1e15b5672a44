-- Where the chain has come to.
SELECT id, day, hash
FROM journal_seal
ORDER BY id DESC
LIMIT 1
