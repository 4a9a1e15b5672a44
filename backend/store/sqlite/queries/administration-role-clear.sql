-- Before the roles of a person are granted anew.
DELETE FROM role_grant WHERE person_id = :id
