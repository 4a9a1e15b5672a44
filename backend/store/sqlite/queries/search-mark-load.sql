-- Up to which event the index has come.
SELECT seq FROM search_mark
