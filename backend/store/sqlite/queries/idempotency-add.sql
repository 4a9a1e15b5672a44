-- A key is used.
INSERT INTO idempotency_key (person_id, key, body_sha256, case_id, at)
VALUES (:person_id, :key, :body_sha256, :case_id, :at)
