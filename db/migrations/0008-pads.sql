-- How a person signs on at the call pad of a window, where there is no PC: a staff number, and the hash of a PIN where one is set.
CREATE TABLE pad_credentials (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  number TEXT NOT NULL UNIQUE,
  pin_hash TEXT
) STRICT, WITHOUT ROWID;

-- A session that was opened at the pad of a window and not by a page.
ALTER TABLE sessions ADD COLUMN pad_window_id TEXT;
