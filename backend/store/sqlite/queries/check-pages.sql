-- Every page, every index.
PRAGMA integrity_check(20)
