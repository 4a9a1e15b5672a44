-- How many others could let someone in.
SELECT count(*)
FROM person
WHERE id <> 0 AND id <> :id AND disabled = 0
  AND EXISTS (SELECT 1 FROM role_grant WHERE person_id = person.id AND role = 'admin')
