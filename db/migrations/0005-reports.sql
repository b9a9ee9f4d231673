-- What a report needs of a ticket and nothing else keeps once it moved on: the queue it was issued for, the range
-- told then, and its first call. A recall, a transfer or a second item change the other columns, never these.
ALTER TABLE tickets ADD COLUMN issued_queue_id TEXT REFERENCES queues (id);
ALTER TABLE tickets ADD COLUMN told_low_minutes REAL;
ALTER TABLE tickets ADD COLUMN told_high_minutes REAL;
ALTER TABLE tickets ADD COLUMN first_called_at_ms INTEGER;
ALTER TABLE tickets ADD COLUMN first_window_id TEXT REFERENCES windows (id);
ALTER TABLE tickets ADD COLUMN first_staff_id TEXT REFERENCES staff (id);

-- Tickets from before: the journal has always said all of it.
UPDATE tickets SET (issued_queue_id, told_low_minutes, told_high_minutes) = (
  SELECT json_extract(body, '$.queueId'), json_extract(body, '$.lowMinutes'), json_extract(body, '$.highMinutes')
  FROM journal WHERE journal.ticket_id = tickets.id AND type = 'ticket-issued' LIMIT 1);
UPDATE tickets SET (first_called_at_ms, first_window_id, first_staff_id) = (
  SELECT at_ms, json_extract(body, '$.windowId'), json_extract(body, '$.staffId')
  FROM journal WHERE journal.ticket_id = tickets.id AND type = 'ticket-called' ORDER BY seq LIMIT 1)
WHERE calls > 0;

-- A window's own day, looked at all day long by its clerk.
CREATE INDEX tickets_first_called ON tickets (first_window_id, day) WHERE first_window_id IS NOT NULL;
-- A report reads services by day. (Tickets have their day first in the key of their numbers.)
CREATE INDEX services_by_day ON services (day) WHERE finished_seq IS NOT NULL;
