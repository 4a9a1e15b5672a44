-- All versions; the fields are those of rules/catalogue-book.h.
SELECT
  f.id, f.valid_from, f.valid_to, c.scheme, iif(c.kind = 1, 'component', 'matter'), c.code,
  f.code, f.condition, f.condition_en, CAST (f.limit_value AS TEXT), f.limit_unit,
  f.seasons, f.closing, f.closing_en, iif(f.sample, 'yes', 'no')
FROM filing_condition AS f
JOIN catalogue_class AS c ON c.id = f.class_id
ORDER BY c.scheme, c.kind DESC, c.code, f.code, f.valid_from, f.id
