-- Frozen figures of months that were never locked, and seals of nothing.
SELECT DISTINCT 'period_figure ' || month
FROM period_figure
WHERE month NOT IN (SELECT month FROM period_act WHERE action = 2)
UNION ALL
SELECT 'journal_seal ' || id
FROM journal_seal
WHERE id % 1024 <> 0 AND id NOT IN (SELECT seal_id FROM period_act)
