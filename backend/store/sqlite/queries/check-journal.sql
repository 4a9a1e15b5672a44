-- Cases whose journal does not end in their state and version, and gaps.
SELECT 'case ' || f.id || ': state or version differs from its last event'
FROM case_file AS f
LEFT JOIN case_event AS e ON e.seq = (
  SELECT max(seq) FROM case_event WHERE case_id = f.id
)
WHERE e.to_state IS NOT f.state OR e.version IS NOT f.version
UNION ALL
SELECT 'the journal has gaps: ' || count(*) || ' events up to number ' || max(seq)
FROM case_event
HAVING count(*) <> ifnull(max(seq), 0)
LIMIT 20
