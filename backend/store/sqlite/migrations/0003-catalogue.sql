-- The catalogue: classes by code scheme, conditions with codes and seasons, what a class of
-- one scheme is in another. A row is a version of something and is never changed but in its
-- end: a case keeps the class and the condition that it was filed by.

-- The scheme whose classes new cases are of; cells may be coded by another.
ALTER TABLE city ADD COLUMN class_scheme TEXT NOT NULL DEFAULT 'gb47678-2026';

CREATE TABLE code_scheme (
  id INTEGER PRIMARY KEY,
  scheme TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX code_scheme_scheme ON code_scheme (scheme) WHERE valid_to IS NULL;

ALTER TABLE catalogue_class ADD COLUMN scheme TEXT NOT NULL DEFAULT 'gb47678-2026';
DROP INDEX catalogue_class_code;
CREATE UNIQUE INDEX catalogue_class_code ON catalogue_class (scheme, kind, code)
  WHERE valid_to IS NULL;
CREATE INDEX catalogue_class_versions ON catalogue_class (scheme, kind, code);

-- class_id: any version of the class. Up to now all limits were the shipped samples.
ALTER TABLE filing_condition ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE filing_condition ADD COLUMN condition_en TEXT;
ALTER TABLE filing_condition ADD COLUMN seasons TEXT;
ALTER TABLE filing_condition ADD COLUMN closing TEXT;
ALTER TABLE filing_condition ADD COLUMN closing_en TEXT;
ALTER TABLE filing_condition ADD COLUMN sample INTEGER NOT NULL DEFAULT 1;
UPDATE filing_condition SET code = (
  SELECT printf('%02d', count(*))
  FROM filing_condition AS before
  WHERE before.class_id = filing_condition.class_id AND before.id <= filing_condition.id
);

-- to_class NULL: the class is known to have no counterpart that anybody named.
CREATE TABLE class_mapping (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  scheme TEXT NOT NULL,
  class TEXT NOT NULL,
  to_scheme TEXT NOT NULL,
  to_class TEXT,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER
) STRICT;
CREATE UNIQUE INDEX class_mapping_class ON class_mapping (scheme, kind, class, to_scheme)
  WHERE valid_to IS NULL;
