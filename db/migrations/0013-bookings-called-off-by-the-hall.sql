-- Why the hall itself called a booking off; null where its holder or staff did, and for all others.
ALTER TABLE appointments ADD COLUMN cancelled_because TEXT CHECK (cancelled_because IN ('day-closed', 'hours-changed', 'not-offered', 'service-off'));
-- When the hall's service was last known to run: whoever could not check in because it did not is not absent.
ALTER TABLE store ADD COLUMN alive_at_ms INTEGER;
