-- All versions; the fields are those of rules/catalogue-book.h.
SELECT id, valid_from, valid_to, scheme, name, name_en
FROM code_scheme
ORDER BY scheme, valid_from, id
