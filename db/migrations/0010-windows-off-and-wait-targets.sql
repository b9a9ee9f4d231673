-- A window with a history is not removed: it is switched off, and on again.
ALTER TABLE windows ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
-- How long somebody should wait in a queue at most; null where the hall's own aim holds.
ALTER TABLE queues ADD COLUMN wait_target_minutes INTEGER;
