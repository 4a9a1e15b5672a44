-- The job stays.
RELEASE job
