-- What a seal covers.
SELECT content FROM journal_seal WHERE id = :id
