-- The card that is to be escalated first.
SELECT id, next_at
FROM card INDEXED BY card_next
WHERE next_at IS NOT NULL AND next_at <= :now
ORDER BY next_at
LIMIT 1
