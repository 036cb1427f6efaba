CREATE TABLE shelf (version INTEGER NOT NULL);
INSERT INTO shelf VALUES (0);

-- One row for each address. What describes its newest version is written here a second time, so
-- that a list opens no version. `latest` is that version's serial: serials only grow, whatever the
-- clock says. What may be long stands last: SQLite reads a row from its head.
CREATE TABLE readings (
  serial INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  latest INTEGER NOT NULL UNIQUE,
  id TEXT NOT NULL,
  is_read INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  versions INTEGER NOT NULL,
  words INTEGER NOT NULL,
  kept_at TEXT NOT NULL,
  published TEXT,
  language TEXT,
  site TEXT COLLATE NOCASE,
  headline TEXT,
  byline TEXT NOT NULL,
  url TEXT,
  preview TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX readings_by_site ON readings (site) WHERE deleted_at IS NULL;
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
  PRIMARY KEY (reading, fold)
) WITHOUT ROWID;
CREATE INDEX named_by_name ON named (fold);

-- How many readings on the shelf name somebody; those in the bin are not counted. Counted as they
-- come and go: there are ten times as many names as readings.
CREATE TABLE people (fold TEXT PRIMARY KEY, name TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX people_by_count ON people (count DESC, fold);

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The row of a reading is that of its latest version's serial, so that the newest come first
-- without sorting. `marks` and `state` are what lists are filtered by, as words that no text holds
-- (see marks.py): one index answers for words and filters together.
CREATE VIRTUAL TABLE search USING fts5 (
  head, body, names, remark, marks, state,
  prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

CREATE VIEW states AS
SELECT serial, latest,
  CASE WHEN is_read THEN '' ELSE char(57344) || 'u ' END
  || CASE WHEN deleted_at IS NULL THEN '' ELSE char(57344) || 'b ' END
  || coalesce((SELECT group_concat(char(57344) || 't' || hex(fold), ' ')
               FROM tagged WHERE reading = serial), '') AS state
FROM readings;

CREATE TRIGGER reading_changed AFTER UPDATE OF is_read, deleted_at ON readings
WHEN old.is_read != new.is_read OR (old.deleted_at IS NULL) != (new.deleted_at IS NULL)
BEGIN
  UPDATE search SET state = (SELECT state FROM states WHERE serial = new.serial)
  WHERE rowid = new.latest;
  UPDATE people SET count = count + (new.deleted_at IS NULL) - (old.deleted_at IS NULL)
  WHERE fold IN (SELECT fold FROM named WHERE reading = new.serial);
END;

CREATE TRIGGER tag_given AFTER INSERT ON tagged BEGIN
  UPDATE search SET state = (SELECT state FROM states WHERE serial = new.reading)
  WHERE rowid = (SELECT latest FROM readings WHERE serial = new.reading);
END;

CREATE TRIGGER tag_taken AFTER DELETE ON tagged BEGIN
  UPDATE search SET state = (SELECT state FROM states WHERE serial = old.reading)
  WHERE rowid = (SELECT latest FROM readings WHERE serial = old.reading);
END;

CREATE TRIGGER person_named AFTER INSERT ON named BEGIN
  INSERT INTO people VALUES (new.fold, new.name,
    (SELECT deleted_at IS NULL FROM readings WHERE serial = new.reading))
  ON CONFLICT (fold) DO UPDATE SET count = count + excluded.count;
END;

CREATE TRIGGER person_unnamed AFTER DELETE ON named BEGIN
  UPDATE people SET count = count - 1 WHERE fold = old.fold
    AND (SELECT deleted_at IS NULL FROM readings WHERE serial = old.reading);
  DELETE FROM people WHERE fold = old.fold
    AND NOT EXISTS (SELECT 1 FROM named WHERE fold = old.fold);
END;

-- While the reading is still there: whether it lay in the bin decides what is counted.
CREATE TRIGGER reading_purged BEFORE DELETE ON readings BEGIN
  DELETE FROM search WHERE rowid = old.latest;
  DELETE FROM named WHERE reading = old.serial;
END;
