-- Bookings 预约: how a queue is booked, who booked which slot, and who may not book for a while.
CREATE TABLE appointment_plans (
  queue_id TEXT PRIMARY KEY REFERENCES queues (id),
  bookable INTEGER NOT NULL CHECK (bookable IN (0, 1)),
  slot_minutes INTEGER NOT NULL,
  people_per_slot INTEGER NOT NULL,
  days_ahead INTEGER NOT NULL
) STRICT;

CREATE TABLE appointments (
  id TEXT PRIMARY KEY,
  queue_id TEXT NOT NULL REFERENCES queues (id),
  item_id TEXT NOT NULL REFERENCES items (id),
  -- The hall's local day of the slot.
  day TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked-in', 'cancelled', 'absent')),
  booked_at_ms INTEGER NOT NULL,
  -- When it was checked in, cancelled or found absent.
  ended_at_ms INTEGER,
  -- Checked in after the grace, with an ordinary ticket.
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  -- The code and the page's secret are made anew when needed; the store has their keyed hashes alone.
  code_round INTEGER NOT NULL,
  code_hash TEXT NOT NULL UNIQUE,
  secret_hash TEXT NOT NULL UNIQUE,
  -- Ciphertext of the ID number, and a keyed hash for limits.
  id_number_cipher BLOB NOT NULL,
  id_number_hash TEXT NOT NULL,
  ticket_id TEXT UNIQUE REFERENCES tickets (id)
) STRICT;
-- One live booking a person, item and day, whatever the code does.
CREATE UNIQUE INDEX one_live_booking ON appointments (id_number_hash, item_id, day) WHERE state IN ('booked', 'checked-in');
CREATE INDEX appointments_by_slot ON appointments (queue_id, day, start_ms);
CREATE INDEX appointments_by_day ON appointments (day, start_ms, id);
CREATE INDEX appointments_by_person ON appointments (id_number_hash, day);
CREATE INDEX appointments_expected ON appointments (end_ms) WHERE state = 'booked';

-- How people keep their bookings, by the keyed hash of their ID number.
CREATE TABLE appointment_attendance (
  id_number_hash TEXT PRIMARY KEY,
  -- Absences since they last came.
  absences INTEGER NOT NULL,
  blocked_until_ms INTEGER
) STRICT, WITHOUT ROWID;
