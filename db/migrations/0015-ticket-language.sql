-- The language in which a ticket was taken at a kiosk, in which it is called too; null where nobody said.
ALTER TABLE tickets ADD COLUMN language TEXT;
