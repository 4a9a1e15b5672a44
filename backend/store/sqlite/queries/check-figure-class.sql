-- Classes that cases were taken for before, against the journal.
WITH noted AS (
  SELECT
    case_id, seq, iif(json_valid(data), json_extract(data, '$.class[0]'), NULL) AS class_id
  FROM case_event
  WHERE action = 18 AND class_id IS NOT NULL
)
SELECT
  'case_reclass ' || s.case_id || ' ' || s.seq, s.class_id, ifnull(c.class_id, 'none')
FROM case_reclass AS s
LEFT JOIN noted AS c ON c.case_id = s.case_id AND c.seq = s.seq
WHERE s.class_id IS NOT c.class_id
UNION ALL
SELECT 'case_reclass ' || c.case_id || ' ' || c.seq, 'none', c.class_id
FROM noted AS c
LEFT JOIN case_reclass AS s ON s.case_id = c.case_id AND s.seq = c.seq
WHERE s.seq IS NULL
