-- Where a case is, and the first amendment (18) after an event that says where it was before.
SELECT
  f.lon, f.lat,
  (
    SELECT json_extract(e.data, '$.place') FROM case_event AS e
    WHERE
      e.case_id = f.id AND e.seq > :seq AND e.action = 18
      AND e.data LIKE '%"place":[%'
    ORDER BY e.seq
    LIMIT 1
  )
FROM case_file AS f
WHERE f.id = :case_id
