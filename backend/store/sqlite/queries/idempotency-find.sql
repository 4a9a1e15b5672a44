-- What a person used a key for.
SELECT body_sha256, case_id
FROM idempotency_key
WHERE person_id = :person_id AND key = :key
