-- A department works by a calendar.
UPDATE department SET calendar = :calendar WHERE code = :code AND valid_to IS NULL
