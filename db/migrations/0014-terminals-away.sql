-- A terminal that is not heard any more: switched off in good order, or silent for so long that the operator was alerted.
ALTER TABLE terminals ADD COLUMN stopped_at_ms INTEGER;
ALTER TABLE terminals ADD COLUMN alerted_at_ms INTEGER;
