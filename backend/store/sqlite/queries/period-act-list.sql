-- What became of months.
SELECT id, month, action, at, person_id, reason, n_rows, digest, seal_id
FROM period_act
WHERE :month IN (0, month)
ORDER BY id
