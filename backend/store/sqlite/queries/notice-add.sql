-- Someone is told.
INSERT INTO notice (person_id, card_id, event_seq, level, at)
VALUES (:person_id, :card_id, :event_seq, :level, :at)
