-- On disk when it returns.
COMMIT
