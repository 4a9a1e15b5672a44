-- From now on the rule matches nothing.
UPDATE routing_rule SET retired_at = :at WHERE id = :id AND retired_at IS NULL
