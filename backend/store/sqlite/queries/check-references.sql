-- Every reference.
PRAGMA foreign_key_check
