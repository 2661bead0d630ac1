-- The live watch: sources that are looked at again and again, and listings that have a history.

-- What the artist set of a source, and how it is. The sources themselves are in the program.
CREATE TABLE live_source (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 0,
  interval_ms INTEGER NOT NULL,
  -- The artist's own address of it; null: the source's own.
  base TEXT,
  -- What stood in the way at the last visit, and until when it is left alone.
  problem TEXT,
  detail TEXT,
  problem_at TEXT,
  rest_until TEXT,
  -- Visits in a row that it ended.
  failures INTEGER NOT NULL DEFAULT 0
) STRICT;

-- SQLite cannot take away a NOT NULL: the table is made anew, its rows put back under the ids that findings refer to.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE listing_before AS SELECT * FROM listing;
DROP TABLE listing;
CREATE TABLE listing (
  id INTEGER PRIMARY KEY,
  -- Where it stood in a swept file; all null for a listing of a live source.
  sweep_file_id INTEGER REFERENCES sweep_file (id),
  row INTEGER,
  byte_offset INTEGER,
  byte_length INTEGER,
  raw BLOB,
  listing_ref TEXT NOT NULL DEFAULT '',
  isrc TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  artist TEXT NOT NULL DEFAULT '',
  album TEXT,
  label TEXT,
  label_key TEXT,
  url TEXT,
  domain TEXT,
  account TEXT,
  account_key TEXT,
  duration_ms INTEGER,
  offers TEXT NOT NULL CHECK (offers IN ('metadata', 'page', 'file', 'art')),
  found_at TEXT NOT NULL,
  -- The live source whose words these are; null for a row of a swept file.
  source_id TEXT REFERENCES live_source (id),
  UNIQUE (sweep_file_id, byte_offset),
  CHECK ((sweep_file_id IS NULL) = (source_id IS NOT NULL)),
  CHECK (sweep_file_id IS NULL OR (row IS NOT NULL AND byte_offset IS NOT NULL AND byte_length IS NOT NULL AND raw IS NOT NULL))
) STRICT;
INSERT INTO listing SELECT *, NULL FROM listing_before;
DROP TABLE listing_before;
CREATE INDEX listing_domain ON listing (domain) WHERE domain IS NOT NULL;
CREATE INDEX listing_account ON listing (account_key) WHERE account_key IS NOT NULL;
CREATE INDEX listing_label ON listing (label_key) WHERE label_key IS NOT NULL;
CREATE INDEX listing_source ON listing (source_id) WHERE source_id IS NOT NULL;

-- What a listing of a live source has beside that of a swept file.
CREATE TABLE live_listing (
  listing_id INTEGER PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
  -- Its canonical address: one listing whichever source shows it.
  url_key TEXT NOT NULL,
  -- Of several listings at one address (the files of a torrent, the tracks of a page) the source's name for this one.
  part TEXT NOT NULL DEFAULT '',
  -- Of the compared fields.
  content_hash TEXT NOT NULL,
  gtin TEXT,
  year INTEGER,
  -- 0 where the source's terms had what it said deleted.
  facts_kept INTEGER NOT NULL DEFAULT 1,
  changes INTEGER NOT NULL DEFAULT 0,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  -- Whose words the listing has (as listing.source_id), how much they say, since when and why.
  source_id TEXT NOT NULL REFERENCES live_source (id),
  weight INTEGER NOT NULL,
  said_at TEXT NOT NULL,
  why TEXT NOT NULL DEFAULT 'first' CHECK (why IN ('first', 'changed', 'better-source')),
  UNIQUE (url_key, part)
) STRICT;

-- Which sources showed it.
CREATE TABLE live_sighting (
  listing_id INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  source_id TEXT NOT NULL REFERENCES live_source (id),
  -- The source's own name for it.
  ref TEXT NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (listing_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX live_sighting_ref ON live_sighting (source_id, ref);

-- What it said before; what it says now stands in the listing itself.
CREATE TABLE listing_version (
  id INTEGER PRIMARY KEY,
  listing_id INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES live_source (id),
  why TEXT NOT NULL CHECK (why IN ('first', 'changed', 'better-source')),
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX listing_version_listing ON listing_version (listing_id, id);

-- One question: a recording, by code or by names, to one source.
CREATE TABLE live_look (
  source_id TEXT NOT NULL REFERENCES live_source (id),
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  by TEXT NOT NULL CHECK (by IN ('isrc', 'names')),
  last_at TEXT,
  -- When it was last asked, answered or not.
  tried_at TEXT,
  due_at TEXT NOT NULL,
  -- Times in a row that it brought no answer.
  failures INTEGER NOT NULL DEFAULT 0,
  -- 1 for a recording that came out lately: it is asked first.
  is_fresh INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, recording_id, by)
) STRICT, WITHOUT ROWID;
CREATE INDEX live_look_due ON live_look (source_id, due_at);
CREATE INDEX live_look_recording ON live_look (recording_id);

-- What the artist supplied to be looked at: addresses, torrents, folders.
CREATE TABLE source_address (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES live_source (id),
  kind TEXT NOT NULL CHECK (kind IN ('page', 'feed', 'sitemap', 'torrent', 'magnet', 'folder')),
  value TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  added_at TEXT NOT NULL,
  last_at TEXT,
  tried_at TEXT,
  due_at TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  listings INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  detail TEXT,
  UNIQUE (kind, value)
) STRICT;
CREATE INDEX source_address_due ON source_address (source_id, due_at);

CREATE TABLE live_run (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES live_source (id),
  job_id INTEGER REFERENCES job (id) ON DELETE SET NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  looks INTEGER NOT NULL DEFAULT 0,
  listings INTEGER NOT NULL DEFAULT 0,
  new_findings INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  detail TEXT,
  problem_at TEXT,
  rest_until TEXT
) STRICT;
CREATE INDEX live_run_source ON live_run (source_id, id);

-- Whom a request went to, with its port; empty for questions to name servers.
ALTER TABLE outgoing_request ADD COLUMN host TEXT NOT NULL GENERATED ALWAYS AS (
  CASE WHEN instr(url, '://') = 0 THEN '' ELSE
    substr(substr(url, instr(url, '://') + 3), 1,
      instr(replace(replace(substr(url, instr(url, '://') + 3), '?', '/'), '#', '/') || '/', '/') - 1)
  END) VIRTUAL;
CREATE INDEX outgoing_request_host ON outgoing_request (host, id);
