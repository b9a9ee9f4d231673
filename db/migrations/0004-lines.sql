-- What costs the same whatever the line and the history.
--
-- How many wait in each queue by class, kept by the store itself, so that telling somebody their place costs the same
-- in a line of five and of five thousand.
CREATE TABLE lines (
  queue_id TEXT NOT NULL REFERENCES queues (id),
  class TEXT NOT NULL,
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  PRIMARY KEY (queue_id, class)
) STRICT, WITHOUT ROWID;
INSERT INTO lines (queue_id, class, waiting)
  SELECT queue_id, class, count(*) FROM tickets WHERE state = 'waiting' GROUP BY queue_id, class;

-- A new ticket is counted by the statement beside its insert: a trigger there makes SQLite keep a copy of every page.
CREATE TRIGGER line_left AFTER UPDATE OF state, queue_id, class ON tickets WHEN OLD.state = 'waiting' BEGIN
  UPDATE lines SET waiting = waiting - 1 WHERE queue_id = OLD.queue_id AND class = OLD.class;
END;
CREATE TRIGGER line_joined AFTER UPDATE OF state, queue_id, class ON tickets WHEN NEW.state = 'waiting' BEGIN
  INSERT INTO lines (queue_id, class, waiting) VALUES (NEW.queue_id, NEW.class, 1)
    ON CONFLICT (queue_id, class) DO UPDATE SET waiting = waiting + 1;
END;

-- Kept answers in the order in which they came: the table had them in the order of a random hash, so that every one
-- of a commit's answers was written to a page of its own.
ALTER TABLE idempotency RENAME TO idempotency_by_hash;
CREATE TABLE idempotency (
  -- Keyed hash of who asked and their key: a key of one caller is nothing to another.
  key_hash TEXT NOT NULL UNIQUE,
  -- Keyed hash of route and body, so that no ID number can be guessed from the store.
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  -- Never holds a token or a phone secret.
  answer TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO idempotency (key_hash, request_hash, status, answer, at_ms)
  SELECT key_hash, request_hash, status, answer, at_ms FROM idempotency_by_hash ORDER BY at_ms;
DROP TABLE idempotency_by_hash;
CREATE INDEX idempotency_by_age ON idempotency (at_ms);

-- Nothing asks for the tickets of a visit. The few of a terminal, queue and day are found among the day's of that queue, so
-- that a ticket need not be entered in an index for it.
DROP INDEX tickets_by_visit;
DROP INDEX tickets_by_terminal;

-- A window's last call, whatever the history.
CREATE INDEX tickets_of_window ON tickets (window_id, called_seq) WHERE called_seq IS NOT NULL;
