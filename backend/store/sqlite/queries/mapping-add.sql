-- What a class is in another scheme.
INSERT INTO class_mapping (kind, scheme, class, to_scheme, to_class, valid_from, valid_to)
VALUES (
  iif(:kind = 'component', 1, 0), :scheme, :class, :to_scheme, nullif(:to_class, ''),
  :valid_from, :valid_to
)
