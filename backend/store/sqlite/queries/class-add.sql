-- One version of a class.
INSERT INTO catalogue_class (
  scheme, kind, code, class_group, class_group_en, name, name_en, valid_from, valid_to
)
VALUES (
  :scheme, iif(:kind = 'component', 1, 0), :code, :group, nullif(:group_en, ''), :name,
  nullif(:name_en, ''), :valid_from, :valid_to
)
