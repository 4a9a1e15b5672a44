-- Each job of a batch can be undone alone.
SAVEPOINT job
