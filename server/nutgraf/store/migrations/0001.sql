CREATE TABLE shelf (version INTEGER NOT NULL);
INSERT INTO shelf VALUES (0);

-- One row for each address. What describes its newest version is written here a second time, so
-- that a list opens no version. `latest` is that version's serial: serials only grow, whatever the
-- clock says.
CREATE TABLE readings (
  serial INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  latest INTEGER NOT NULL UNIQUE,
  id TEXT NOT NULL,
  headline TEXT,
  site TEXT COLLATE NOCASE,
  host TEXT COLLATE NOCASE,
  byline TEXT NOT NULL,
  published TEXT,
  language TEXT,
  url TEXT,
  day TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  words INTEGER NOT NULL,
  preview TEXT NOT NULL,
  versions INTEGER NOT NULL,
  is_read INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  deleted_at TEXT
);
CREATE INDEX readings_by_site ON readings (site, latest);
CREATE INDEX readings_by_host ON readings (host, latest);
CREATE INDEX readings_by_day ON readings (day);
CREATE INDEX readings_unread ON readings (latest) WHERE is_read = 0;
CREATE INDEX readings_deleted ON readings (latest) WHERE deleted_at IS NOT NULL;

-- `form` is the reading's JSON, packed by zlib.
CREATE TABLE versions (
  serial INTEGER PRIMARY KEY AUTOINCREMENT,
  reading INTEGER NOT NULL REFERENCES readings (serial) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  kept_at TEXT NOT NULL,
  digest TEXT NOT NULL,
  headline TEXT,
  words INTEGER NOT NULL,
  form BLOB NOT NULL
);
CREATE INDEX versions_of ON versions (reading, serial);

-- `fold` is the word without case, in any script.
CREATE TABLE tagged (
  fold TEXT NOT NULL,
  reading INTEGER NOT NULL REFERENCES readings (serial) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (fold, reading)
) WITHOUT ROWID;
CREATE INDEX tags_of ON tagged (reading);

CREATE TABLE named (
  fold TEXT NOT NULL,
  reading INTEGER NOT NULL REFERENCES readings (serial) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (fold, reading)
) WITHOUT ROWID;
CREATE INDEX names_of ON named (reading);

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The row of a reading is that of its latest version's serial, so that the newest come first
-- without sorting.
CREATE VIRTUAL TABLE search USING fts5 (
  head, body, names, remark,
  prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
