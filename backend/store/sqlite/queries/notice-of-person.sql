-- What a person was told, the latest first; the columns of read_notice().
SELECT n.id, n.card_id, c.case_id, c.stage, c.colour, n.level, n.at, n.read_at
FROM notice AS n INDEXED BY notice_person
CROSS JOIN card AS c ON c.id = n.card_id
WHERE n.person_id = :person_id AND n.id < :before
ORDER BY n.id DESC
LIMIT :limit
