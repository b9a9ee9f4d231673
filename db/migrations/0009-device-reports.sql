-- What a terminal's bridge knows of a device besides its state, and the outage that the operator is alerted of.
ALTER TABLE devices ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- JSON as the contract has it; null where the terminal did not say.
ALTER TABLE devices ADD COLUMN counters TEXT;
ALTER TABLE devices ADD COLUMN faults TEXT NOT NULL DEFAULT '[]';
-- Since when it is absent or faulty, whatever the fault; null while it is ready or switched off.
ALTER TABLE devices ADD COLUMN out_since_ms INTEGER;
ALTER TABLE devices ADD COLUMN alerted_at_ms INTEGER;
UPDATE devices SET out_since_ms = since_ms WHERE state IN ('absent', 'fault');
