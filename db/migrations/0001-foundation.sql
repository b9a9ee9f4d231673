-- What a store is, its journal, and the answers kept for repeated requests.
CREATE TABLE store (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  instance_id TEXT NOT NULL,
  -- New after every restore or clone: numbers of the journal are unique within an epoch only.
  epoch TEXT NOT NULL,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  -- HallSettings as JSON, checked by its schema at each read.
  settings TEXT NOT NULL,
  set_up_code_hash TEXT
) STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  -- With offset, as hashed: the hall's zone may change, an entry may not.
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL,
  ticket_id TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_ticket ON journal (ticket_id, seq) WHERE ticket_id IS NOT NULL;
CREATE INDEX journal_by_type ON journal (type, seq);
-- The journal is written once: no statement of ours changes it, and none by mistake can.
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never deleted'); END;

CREATE TABLE idempotency (
  -- Keyed hash of who asked and their key: a key of one caller is nothing to another.
  key_hash TEXT PRIMARY KEY,
  -- Keyed hash of route and body, so that no ID number can be guessed from the store.
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  -- Never holds a token or a phone secret.
  answer TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_age ON idempotency (at_ms);
