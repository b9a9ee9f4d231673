-- A service that was left open over the end of its day, or for longer than a shift, is done when somebody finishes it, but
-- how long it took is not known.
ALTER TABLE services ADD COLUMN unmeasured INTEGER NOT NULL DEFAULT 0 CHECK (unmeasured IN (0, 1));
-- Those of before: the journal has always said when a day ended. Whatever went on for an hour at most moves no figure.
UPDATE services SET unmeasured = 1
WHERE coalesce(finished_at_ms, 9e15) - resumed_at_ms > 3600000
  AND (finished_at_ms IS NOT NULL OR id IN (SELECT service_id FROM tickets WHERE state = 'serving'))
  AND (finished_at_ms - resumed_at_ms > 8 * 3600000 OR EXISTS (SELECT 1 FROM journal j WHERE j.type = 'day-ended'
    AND j.at_ms > resumed_at_ms AND j.at_ms < coalesce(finished_at_ms, 9e15)));

-- A service belongs to the day on which it is finished, and what a window finished last has no day: both go by the finish.
DROP INDEX services_of_window;
CREATE INDEX services_of_window ON services (window_id, finished_seq) WHERE finished_seq IS NOT NULL;
DROP INDEX services_by_day;
CREATE INDEX services_by_day ON services (day, window_id) WHERE finished_seq IS NOT NULL;
