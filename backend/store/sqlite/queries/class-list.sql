-- All versions; the fields are those of rules/catalogue-book.h.
SELECT
  id, valid_from, valid_to, scheme, iif(kind = 1, 'component', 'matter'), code, class_group,
  class_group_en, name, name_en
FROM catalogue_class
ORDER BY scheme, kind DESC, code, valid_from, id
