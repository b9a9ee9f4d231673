-- What an operator and an administrator register: zones, departments, queues, windows, items, people, terminals.
CREATE TABLE zones (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  name_en TEXT,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE departments (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  name_en TEXT,
  -- Full pinyin without tones and spaces, and its initials; both for order and search.
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  place TEXT,
  -- The queue that its items are for unless an item says otherwise.
  queue_id TEXT REFERENCES queues (id)
) STRICT;

CREATE TABLE queues (
  id TEXT PRIMARY KEY,
  prefix TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT,
  zone_id TEXT REFERENCES zones (id),
  department_id TEXT REFERENCES departments (id),
  switched_on INTEGER NOT NULL CHECK (switched_on IN (0, 1)),
  hours TEXT NOT NULL,
  daily_limit INTEGER,
  -- Calls of green and priority in a row since the last ordinary one.
  priority_run INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE items (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT,
  department_id TEXT NOT NULL REFERENCES departments (id),
  group_name TEXT NOT NULL,
  topic TEXT,
  task_type TEXT NOT NULL,
  queue_id TEXT REFERENCES queues (id),
  -- JSON list of {name, copies, note}.
  materials TEXT NOT NULL DEFAULT '[]',
  fee_fen INTEGER,
  fee_basis TEXT,
  legal_limit_days INTEGER,
  promised_limit_days INTEGER,
  trips INTEGER,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX items_by_department ON items (department_id, group_name, position);

CREATE TABLE windows (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  zone_id TEXT REFERENCES zones (id),
  state TEXT NOT NULL CHECK (state IN ('closed', 'open', 'paused')),
  pause_reason TEXT,
  staff_id TEXT REFERENCES staff (id),
  -- How the window chooses between its queues.
  queue_order TEXT NOT NULL DEFAULT 'order' CHECK (queue_order IN ('order', 'weights')),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE window_queues (
  window_id TEXT NOT NULL REFERENCES windows (id),
  queue_id TEXT NOT NULL REFERENCES queues (id),
  position INTEGER NOT NULL,
  weight INTEGER NOT NULL DEFAULT 1,
  -- State of the smooth weighted round robin.
  credit REAL NOT NULL DEFAULT 0,
  PRIMARY KEY (window_id, queue_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX window_queues_by_queue ON window_queues (queue_id);

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  promise TEXT NOT NULL,
  party_member INTEGER NOT NULL CHECK (party_member IN (0, 1)),
  password_hash TEXT NOT NULL,
  window_id TEXT REFERENCES windows (id),
  zone_id TEXT REFERENCES zones (id),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  locked_until_ms INTEGER
) STRICT;

CREATE TABLE staff_roles (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  PRIMARY KEY (staff_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_staff ON sessions (staff_id);

CREATE TABLE terminals (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('kiosk', 'pad', 'display')),
  name TEXT NOT NULL UNIQUE,
  window_id TEXT REFERENCES windows (id),
  zone_id TEXT REFERENCES zones (id),
  -- JSON: "all" or a list of window ids.
  pad_windows TEXT NOT NULL DEFAULT '[]',
  token_hash TEXT UNIQUE,
  code_hash TEXT UNIQUE,
  code_expires_at_ms INTEGER,
  revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
  last_seen_at_ms INTEGER
) STRICT;

CREATE TABLE devices (
  terminal_id TEXT NOT NULL REFERENCES terminals (id),
  device TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, device)
) STRICT, WITHOUT ROWID;
