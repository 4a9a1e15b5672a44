-- All versions; the fields are those of rules/catalogue-book.h.
SELECT
  id, valid_from, valid_to, iif(kind = 1, 'component', 'matter'), scheme, class, to_scheme,
  to_class, iif(to_class IS NULL, 'unmapped', 'mapped')
FROM class_mapping
ORDER BY scheme, kind DESC, class, to_scheme, valid_from, id
