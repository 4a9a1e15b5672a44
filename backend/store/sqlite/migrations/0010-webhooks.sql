-- Webhooks: where events of the journal are delivered to, and what waits to be.

-- content: what is told, "events" for the events themselves. kinds: names of case_action,
-- comma-separated; '' is all. area_id NULL: of the whole city. seen: up to which event of
-- the journal deliveries were made. Numbers are never used twice, so that a receiver can
-- tell a repeated delivery from a new one.
CREATE TABLE webhook (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  content TEXT NOT NULL,
  kinds TEXT NOT NULL,
  area_id INTEGER REFERENCES area (id),
  seen INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- What waits, and what was given up (dead_at). subject: the number of the case.
CREATE TABLE webhook_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id INTEGER NOT NULL REFERENCES webhook (id),
  seq INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  error TEXT,
  dead_at INTEGER
) STRICT;
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id)
  WHERE dead_at IS NULL;
CREATE INDEX webhook_delivery_dead ON webhook_delivery (webhook_id)
  WHERE dead_at IS NOT NULL;
