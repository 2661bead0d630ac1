-- What the watch remembers of the servers it asks, so that it keeps within their limits across restarts.

-- Headers and body of a request, secrets left out.
ALTER TABLE outgoing_request ADD COLUMN sent TEXT;
CREATE INDEX outgoing_request_purpose ON outgoing_request (purpose, id);

-- Hosts (`host:api.example`) and sources (`source:deezer`) that are left alone. Times are milliseconds since the epoch.
CREATE TABLE live_pause (
  scope TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  until INTEGER NOT NULL,
  problem TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Units spent of a source's budget; `day` is the day where the source counts.
CREATE TABLE live_budget (
  source TEXT NOT NULL,
  day TEXT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

-- robots.txt by origin. `verdict`: rules (by `body`), all (there is none), none (it could not be read).
CREATE TABLE live_robots (
  origin TEXT PRIMARY KEY,
  read_at INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('rules', 'all', 'none')),
  body TEXT NOT NULL
) STRICT;

-- Answers that can be asked for again with “only if it changed”. `key` is a SHA-256 of source, address and headers:
-- an address can hold a key of the artist's.
CREATE TABLE live_answer (
  key TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  got_at INTEGER NOT NULL,
  etag TEXT,
  last_modified TEXT,
  content_type TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX live_answer_used ON live_answer (used_at);

-- The artist's own keys for sources, never in the clear: closed by the system's secret store or under a passphrase.
CREATE TABLE live_key (
  source TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('system', 'passphrase')),
  closed TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
