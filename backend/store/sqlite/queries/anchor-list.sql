-- The ends of the days of a range.
SELECT id, day, hash
FROM journal_anchor
WHERE day BETWEEN :from_day AND :to_day
ORDER BY day
