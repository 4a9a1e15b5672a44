-- What a job of a reader sees is of one instant.
BEGIN
