-- One version of a filing condition.
INSERT INTO filing_condition (
  class_id, code, condition, condition_en, limit_value, limit_unit, seasons, closing,
  closing_en, sample, valid_from, valid_to
)
VALUES (
  (
    SELECT id
    FROM catalogue_class
    WHERE scheme = :scheme AND kind = iif(:kind = 'component', 1, 0) AND code = :class
    ORDER BY valid_to IS NULL DESC, id DESC
    LIMIT 1
  ),
  :condition, :text, nullif(:text_en, ''), CAST (:limit AS INTEGER), :unit,
  nullif(:seasons, ''), nullif(:closing, ''), nullif(:closing_en, ''), :sample = 'yes',
  :valid_from, :valid_to
)
