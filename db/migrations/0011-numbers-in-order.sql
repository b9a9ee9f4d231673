-- foreign keys off
-- A day's numbers in the order in which they are given, whatever the queue: prefix first, every queue had a place of its own, so
-- that forty tickets of one commit wrote as many pages of this index. SQLite cannot change a table's own constraint, so the
-- table is made again. Services, ratings and bookings go on naming tickets by their id.
CREATE TABLE tickets_in_order (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  day TEXT NOT NULL,
  prefix TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  number TEXT NOT NULL,
  -- The queue it stands in now; the number and its prefix stay as issued.
  queue_id TEXT NOT NULL REFERENCES queues (id),
  class TEXT NOT NULL,
  state TEXT NOT NULL,
  terminal_id TEXT REFERENCES terminals (id),
  issued_at_ms INTEGER NOT NULL,
  -- Order of arrival: a number, never the clock, which may be set back. Kept on transfer.
  arrival INTEGER NOT NULL,
  arrived_at_ms INTEGER NOT NULL,
  due_at_ms INTEGER,
  -- Where it was called last; null before.
  window_id TEXT REFERENCES windows (id),
  -- Sent to this window and no other; null for whoever serves the queue.
  for_window_id TEXT REFERENCES windows (id),
  calls INTEGER NOT NULL DEFAULT 0,
  called_at_ms INTEGER,
  called_seq INTEGER,
  missed_at_ms INTEGER,
  returned INTEGER NOT NULL DEFAULT 0 CHECK (returned IN (0, 1)),
  -- The service that runs or ran last.
  service_id TEXT,
  -- Generation of the phone secret: staff who replace a lost ticket make the old paper's code worthless.
  phone_generation INTEGER NOT NULL DEFAULT 0,
  phone_hash TEXT NOT NULL UNIQUE,
  -- Ciphertext of the ID number, and a keyed hash for limits.
  id_number_cipher BLOB,
  id_number_hash TEXT,
  -- What can be undone: start, no-show or finish, when, and what the ticket was before (JSON).
  undo_action TEXT,
  undo_at_ms INTEGER,
  undo_before TEXT,
  -- What a report needs of a ticket and nothing else keeps once it moved on: the queue it was issued for, the range told
  -- then, and its first call.
  issued_queue_id TEXT REFERENCES queues (id),
  told_low_minutes REAL,
  told_high_minutes REAL,
  first_called_at_ms INTEGER,
  first_window_id TEXT REFERENCES windows (id),
  first_staff_id TEXT REFERENCES staff (id),
  UNIQUE (day, ordinal, prefix)
) STRICT;
INSERT INTO tickets_in_order (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, terminal_id, issued_at_ms,
    arrival, arrived_at_ms, due_at_ms, window_id, for_window_id, calls, called_at_ms, called_seq, missed_at_ms, returned,
    service_id, phone_generation, phone_hash, id_number_cipher, id_number_hash, undo_action, undo_at_ms, undo_before,
    issued_queue_id, told_low_minutes, told_high_minutes, first_called_at_ms, first_window_id, first_staff_id)
  SELECT id, visit_id, day, prefix, ordinal, number, queue_id, class, state, terminal_id, issued_at_ms,
    arrival, arrived_at_ms, due_at_ms, window_id, for_window_id, calls, called_at_ms, called_seq, missed_at_ms, returned,
    service_id, phone_generation, phone_hash, id_number_cipher, id_number_hash, undo_action, undo_at_ms, undo_before,
    issued_queue_id, told_low_minutes, told_high_minutes, first_called_at_ms, first_window_id, first_staff_id
  FROM tickets ORDER BY rowid;
DROP TABLE tickets;
ALTER TABLE tickets_in_order RENAME TO tickets;

-- What waits today stays cheap whatever the history.
CREATE INDEX tickets_waiting ON tickets (queue_id, class, arrival) WHERE state = 'waiting';
-- Waiting for this window and no other, of whatever queue.
CREATE INDEX tickets_sent_to_window ON tickets (for_window_id, arrival) WHERE state = 'waiting' AND for_window_id IS NOT NULL;
CREATE INDEX tickets_in_hall ON tickets (state, window_id) WHERE state IN ('called', 'serving', 'held', 'no-show');
-- Nobody holds two tickets at one window, whatever the code does.
CREATE UNIQUE INDEX one_ticket_in_hand ON tickets (window_id) WHERE state IN ('called', 'serving');
CREATE INDEX tickets_by_person ON tickets (id_number_hash, day, queue_id) WHERE id_number_hash IS NOT NULL;
CREATE INDEX tickets_by_call ON tickets (called_seq) WHERE called_seq IS NOT NULL;
-- A window's last call, and its own day, whatever the history.
CREATE INDEX tickets_of_window ON tickets (window_id, called_seq) WHERE called_seq IS NOT NULL;
CREATE INDEX tickets_first_called ON tickets (first_window_id, day) WHERE first_window_id IS NOT NULL;

-- A new ticket is counted by the statement beside its insert: a trigger there makes SQLite keep a copy of every page.
CREATE TRIGGER line_left AFTER UPDATE OF state, queue_id, class ON tickets WHEN OLD.state = 'waiting' BEGIN
  UPDATE lines SET waiting = waiting - 1 WHERE queue_id = OLD.queue_id AND class = OLD.class;
END;
CREATE TRIGGER line_joined AFTER UPDATE OF state, queue_id, class ON tickets WHEN NEW.state = 'waiting' BEGIN
  INSERT INTO lines (queue_id, class, waiting) VALUES (NEW.queue_id, NEW.class, 1)
    ON CONFLICT (queue_id, class) DO UPDATE SET waiting = waiting + 1;
END;
