-- The call of a case.
INSERT INTO hotline_call (
  case_id, taker_id, at, urgency, address, place, external_number, body_sha256
) VALUES (
  :case_id, :taker_id, :at, :urgency, :address, :place, :external_number, :body_sha256
)
