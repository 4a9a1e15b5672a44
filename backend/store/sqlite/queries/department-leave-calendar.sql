-- Everyone who worked by a calendar works by the city's.
UPDATE department SET calendar = NULL WHERE calendar = :calendar
