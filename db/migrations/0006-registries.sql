-- Days on which the hall departs from the State Council's calendar.
CREATE TABLE hall_days (
  day TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('closed', 'open')),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The numbers 号段 that a queue gives on a day; no last one means that only the daily limit holds.
ALTER TABLE queues ADD COLUMN first_number INTEGER NOT NULL DEFAULT 1;
ALTER TABLE queues ADD COLUMN last_number INTEGER;
