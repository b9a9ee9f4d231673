-- Visits, tickets, services and ratings.
CREATE TABLE counters (
  day TEXT NOT NULL,
  queue_id TEXT NOT NULL REFERENCES queues (id),
  issued INTEGER NOT NULL,
  PRIMARY KEY (day, queue_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
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
  UNIQUE (day, prefix, ordinal)
) STRICT;
-- What waits today stays cheap whatever the history.
CREATE INDEX tickets_waiting ON tickets (queue_id, class, arrival) WHERE state = 'waiting';
CREATE INDEX tickets_in_hall ON tickets (state, window_id) WHERE state IN ('called', 'serving', 'held', 'no-show');
-- Nobody holds two tickets at one window, whatever the code does.
CREATE UNIQUE INDEX one_ticket_in_hand ON tickets (window_id) WHERE state IN ('called', 'serving');
CREATE INDEX tickets_by_person ON tickets (id_number_hash, day, queue_id) WHERE id_number_hash IS NOT NULL;
CREATE INDEX tickets_by_call ON tickets (called_seq) WHERE called_seq IS NOT NULL;
CREATE INDEX tickets_by_terminal ON tickets (terminal_id, day, queue_id);
CREATE INDEX tickets_by_visit ON tickets (visit_id);

-- Waiting for this window and no other, of whatever queue.
CREATE INDEX tickets_sent_to_window ON tickets (for_window_id, arrival) WHERE state = 'waiting' AND for_window_id IS NOT NULL;

CREATE TABLE visit_items (
  ticket_id TEXT NOT NULL REFERENCES tickets (id),
  position INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES items (id),
  queue_id TEXT REFERENCES queues (id),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  PRIMARY KEY (ticket_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
  id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL REFERENCES tickets (id),
  queue_id TEXT NOT NULL REFERENCES queues (id),
  item_id TEXT REFERENCES items (id),
  window_id TEXT NOT NULL REFERENCES windows (id),
  staff_id TEXT REFERENCES staff (id),
  day TEXT NOT NULL,
  called_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  -- Time in service before the present stretch: what was served before a hold.
  served_before_ms INTEGER NOT NULL DEFAULT 0,
  resumed_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER,
  service_ms INTEGER,
  rating_state TEXT NOT NULL DEFAULT 'none' CHECK (rating_state IN ('none', 'asked', 'rated', 'not-rated')),
  rating_open_until_ms INTEGER,
  -- Order of finishing at the window, by the journal.
  finished_seq INTEGER
) STRICT;
CREATE INDEX services_recent ON services (queue_id, finished_seq) WHERE finished_seq IS NOT NULL;
CREATE INDEX services_of_window ON services (window_id, day, finished_seq);
CREATE INDEX services_of_ticket ON services (ticket_id, finished_seq);
CREATE INDEX services_asked ON services (rating_open_until_ms) WHERE rating_state = 'asked';

CREATE TABLE ratings (
  id TEXT PRIMARY KEY,
  service_id TEXT NOT NULL UNIQUE REFERENCES services (id),
  ticket_id TEXT NOT NULL REFERENCES tickets (id),
  window_id TEXT NOT NULL REFERENCES windows (id),
  staff_id TEXT REFERENCES staff (id),
  level TEXT NOT NULL,
  reasons TEXT NOT NULL,
  -- Free words may name people: kept as ciphertext.
  text_cipher BLOB,
  channel TEXT NOT NULL,
  terminal_id TEXT REFERENCES terminals (id),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX ratings_of_ticket ON ratings (ticket_id);

CREATE TABLE rectifications (
  id TEXT PRIMARY KEY,
  rating_id TEXT NOT NULL UNIQUE REFERENCES ratings (id),
  window_id TEXT NOT NULL REFERENCES windows (id),
  staff_id TEXT REFERENCES staff (id),
  state TEXT NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  due_on TEXT NOT NULL
) STRICT;

CREATE TABLE help_calls (
  id TEXT PRIMARY KEY,
  terminal_id TEXT NOT NULL REFERENCES terminals (id),
  about TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'ended')),
  at_ms INTEGER NOT NULL,
  taken_by TEXT REFERENCES staff (id),
  taken_at_ms INTEGER
) STRICT;
CREATE INDEX help_calls_live ON help_calls (at_ms) WHERE state IN ('waiting', 'taken');
