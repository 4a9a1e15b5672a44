-- Months that are locked now.
SELECT a.month
FROM period_act AS a
WHERE a.action = 2
  AND NOT EXISTS (SELECT 1 FROM period_act AS b WHERE b.month = a.month AND b.id > a.id)
ORDER BY a.month
