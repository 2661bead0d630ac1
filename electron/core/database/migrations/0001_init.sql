-- The store of one workspace. Times are UTC ISO 8601 text, durations integer milliseconds, codes normalised text.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE profile (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  legal_name TEXT NOT NULL,
  artist_name TEXT NOT NULL,
  company TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL CHECK (role IN ('owner', 'exclusive-licensee', 'agent')),
  website TEXT NOT NULL DEFAULT '',
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT,
  dialect TEXT NOT NULL,
  mapping TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('previewing', 'previewed', 'committing', 'committed', 'failed', 'undone', 'discarded')),
  rows INTEGER NOT NULL DEFAULT 0,
  to_create INTEGER NOT NULL DEFAULT 0,
  to_update INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  warnings INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  committed_at TEXT
) STRICT;

-- Every row with a problem, and a sample of those without: a rejected row is listed, never dropped in silence.
CREATE TABLE import_row (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('create', 'update', 'unchanged', 'rejected')),
  has_warning INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  isrc TEXT NOT NULL,
  problems TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (batch_id, row)
) STRICT, WITHOUT ROWID;

-- What an import changed in rows that existed before, so that undo can put them back.
CREATE TABLE import_change (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (batch_id, table_name, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE release (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  artist TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL DEFAULT '',
  gtin TEXT,
  gtin14 TEXT,
  release_date TEXT,
  notes TEXT NOT NULL DEFAULT '',
  title_key TEXT NOT NULL,
  import_id INTEGER REFERENCES import_batch (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX release_gtin ON release (gtin14) WHERE gtin14 IS NOT NULL;
CREATE INDEX release_title ON release (title COLLATE NOCASE, id);
CREATE INDEX release_title_key ON release (title_key);
CREATE INDEX release_import ON release (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE recording (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  version TEXT NOT NULL DEFAULT '',
  artist TEXT NOT NULL,
  isrc TEXT,
  duration_ms INTEGER,
  year INTEGER,
  kind TEXT NOT NULL DEFAULT 'audio' CHECK (kind IN ('audio', 'video')),
  right_held TEXT NOT NULL DEFAULT 'unknown'
    CHECK (right_held IN ('unknown', 'sound-recording', 'composition', 'both', 'none')),
  registration_number TEXT,
  authorized_url TEXT,
  notes TEXT NOT NULL DEFAULT '',
  title_key TEXT NOT NULL,
  artist_key TEXT NOT NULL,
  -- How many things completeness still asks for; kept by the repository on every write.
  missing INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER REFERENCES import_batch (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX recording_isrc ON recording (isrc) WHERE isrc IS NOT NULL;
CREATE INDEX recording_title ON recording (title COLLATE NOCASE, id);
CREATE INDEX recording_artist ON recording (artist COLLATE NOCASE, title COLLATE NOCASE, id);
CREATE INDEX recording_duration ON recording (duration_ms, id);
CREATE INDEX recording_year ON recording (year, id);
CREATE INDEX recording_updated ON recording (updated_at, id);
CREATE INDEX recording_keys ON recording (title_key, artist_key);
CREATE INDEX recording_import ON recording (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX recording_without_isrc ON recording (title COLLATE NOCASE, id) WHERE isrc IS NULL;

CREATE TABLE track (
  id INTEGER PRIMARY KEY,
  release_id INTEGER NOT NULL REFERENCES release (id) ON DELETE CASCADE,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  disc INTEGER NOT NULL DEFAULT 1,
  number INTEGER,
  import_id INTEGER REFERENCES import_batch (id) ON DELETE SET NULL,
  UNIQUE (release_id, recording_id)
) STRICT;
CREATE INDEX track_recording ON track (recording_id);
CREATE INDEX track_import ON track (import_id) WHERE import_id IS NOT NULL;

-- Codes as found in the wild: aliases and wrong codes are evidence, so they are kept beside the primary one.
CREATE TABLE identifier (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  raw TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('primary', 'alias', 'erroneous', 'conflict')),
  created_at TEXT NOT NULL,
  UNIQUE (recording_id, scheme, value)
) STRICT;
CREATE INDEX identifier_value ON identifier (scheme, value);

CREATE VIRTUAL TABLE recording_search USING fts5 (
  title, version, artist, isrc,
  content = 'recording', content_rowid = 'id',
  tokenize = 'trigram remove_diacritics 1', detail = 'full'
);
CREATE TRIGGER recording_search_insert AFTER INSERT ON recording BEGIN
  INSERT INTO recording_search (rowid, title, version, artist, isrc)
  VALUES (new.id, new.title, new.version, new.artist, new.isrc);
END;
CREATE TRIGGER recording_search_delete AFTER DELETE ON recording BEGIN
  INSERT INTO recording_search (recording_search, rowid, title, version, artist, isrc)
  VALUES ('delete', old.id, old.title, old.version, old.artist, old.isrc);
END;
CREATE TRIGGER recording_search_update AFTER UPDATE OF title, version, artist, isrc ON recording BEGIN
  INSERT INTO recording_search (recording_search, rowid, title, version, artist, isrc)
  VALUES ('delete', old.id, old.title, old.version, old.artist, old.isrc);
  INSERT INTO recording_search (rowid, title, version, artist, isrc)
  VALUES (new.id, new.title, new.version, new.artist, new.isrc);
END;

CREATE TABLE isrc_block (
  id INTEGER PRIMARY KEY,
  prefix TEXT NOT NULL,
  range_from INTEGER NOT NULL CHECK (range_from BETWEEN 0 AND 99999),
  range_to INTEGER NOT NULL CHECK (range_to BETWEEN 0 AND 99999),
  note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  CHECK (range_from <= range_to)
) STRICT;

-- Append-only. A code that ever entered this table is never handed out again, whatever was undone since.
CREATE TABLE isrc_ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  isrc TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reserved', 'assigned', 'voided')),
  recording_id INTEGER,
  recording_title TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL
) STRICT;
CREATE INDEX isrc_ledger_code ON isrc_ledger (isrc, seq);
CREATE TRIGGER isrc_ledger_no_update BEFORE UPDATE ON isrc_ledger BEGIN
  SELECT RAISE(ABORT, 'the ISRC ledger is append-only');
END;
CREATE TRIGGER isrc_ledger_no_delete BEFORE DELETE ON isrc_ledger BEGIN
  SELECT RAISE(ABORT, 'the ISRC ledger is append-only');
END;

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'interrupted', 'done', 'failed', 'cancelled')),
  input TEXT NOT NULL,
  checkpoint TEXT,
  progress TEXT NOT NULL,
  subject_id INTEGER,
  -- Starts since the last time the user asked for it: a job that keeps crashing the core is not resumed forever.
  attempts INTEGER NOT NULL DEFAULT 0,
  result TEXT,
  error TEXT,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT
) STRICT;
CREATE INDEX job_state ON job (state);

CREATE TABLE undo_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  changes TEXT NOT NULL,
  redoable INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE sweep (
  id INTEGER PRIMARY KEY,
  job_id INTEGER REFERENCES job (id) ON DELETE SET NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'done', 'failed', 'cancelled')),
  -- How many recordings it found something for.
  recordings INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE sweep_file (
  id INTEGER PRIMARY KEY,
  sweep_id INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL,
  -- Of a packed file, offsets of rows are those of its unpacked content.
  compression TEXT NOT NULL DEFAULT 'none' CHECK (compression IN ('none', 'gzip')),
  sha256 TEXT,
  rows INTEGER NOT NULL DEFAULT 0,
  malformed INTEGER NOT NULL DEFAULT 0,
  findings INTEGER NOT NULL DEFAULT 0,
  -- Where a resumed sweep continues; JSON written together with the findings up to that point.
  checkpoint TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed')),
  message TEXT NOT NULL DEFAULT '',
  UNIQUE (sweep_id, position)
) STRICT;

CREATE TABLE sweep_malformed (
  sweep_file_id INTEGER NOT NULL REFERENCES sweep_file (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  reason TEXT NOT NULL,
  sample TEXT NOT NULL,
  PRIMARY KEY (sweep_file_id, row)
) STRICT, WITHOUT ROWID;

-- One row of a swept source, as it stood there.
CREATE TABLE listing (
  id INTEGER PRIMARY KEY,
  sweep_file_id INTEGER NOT NULL REFERENCES sweep_file (id),
  row INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  raw BLOB NOT NULL,
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
  UNIQUE (sweep_file_id, byte_offset)
) STRICT;
CREATE INDEX listing_domain ON listing (domain) WHERE domain IS NOT NULL;
CREATE INDEX listing_account ON listing (account_key) WHERE account_key IS NOT NULL;
CREATE INDEX listing_label ON listing (label_key) WHERE label_key IS NOT NULL;

CREATE TABLE authorization_rule (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('domain', 'account', 'label')),
  value TEXT NOT NULL,
  value_key TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  UNIQUE (kind, value_key)
) STRICT;

CREATE TABLE provider (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- A domain for which no entry of the directory is known gets one of its own, marked low.
  domains TEXT NOT NULL,
  email TEXT,
  form TEXT,
  requirements TEXT NOT NULL DEFAULT '[]',
  source TEXT NOT NULL,
  checked_on TEXT NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low'))
) STRICT;
CREATE UNIQUE INDEX provider_name ON provider (name);

CREATE TABLE provider_domain (
  domain TEXT PRIMARY KEY,
  provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE enforcement_case (
  id INTEGER PRIMARY KEY,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'sent', 'closed')),
  opened_at TEXT NOT NULL,
  sent_at TEXT,
  sent_channel TEXT,
  sent_reference TEXT
) STRICT;
CREATE INDEX enforcement_case_provider ON enforcement_case (provider_id);

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  listing_id INTEGER NOT NULL REFERENCES listing (id),
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE RESTRICT,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  verdict TEXT NOT NULL CHECK (verdict IN ('match', 'possible')),
  reasons TEXT NOT NULL,
  claimable INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'confirmed', 'authorized', 'dismissed', 'monitor')),
  state_reason TEXT NOT NULL DEFAULT '',
  rule_id INTEGER REFERENCES authorization_rule (id) ON DELETE SET NULL,
  decided_at TEXT,
  found_at TEXT NOT NULL,
  UNIQUE (listing_id, recording_id)
) STRICT;
CREATE INDEX finding_recording ON finding (recording_id, state);
CREATE INDEX finding_state ON finding (state, score, id);
CREATE INDEX finding_score ON finding (score, id);
CREATE INDEX finding_found ON finding (found_at, id);
CREATE INDEX finding_rule ON finding (rule_id) WHERE rule_id IS NOT NULL;

CREATE TABLE case_item (
  finding_id INTEGER PRIMARY KEY REFERENCES finding (id),
  case_id INTEGER NOT NULL REFERENCES enforcement_case (id) ON DELETE CASCADE,
  right_held TEXT NOT NULL CHECK (right_held IN ('unknown', 'sound-recording', 'composition', 'both', 'none')),
  fair_use TEXT NOT NULL
) STRICT;
CREATE INDEX case_item_case ON case_item (case_id, finding_id);

-- What was sent stays as it was sent, whatever is undone later.
CREATE TRIGGER case_item_no_insert_when_sent BEFORE INSERT ON case_item
WHEN (SELECT sent_at FROM enforcement_case WHERE id = new.case_id) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a sent case takes no more items');
END;
CREATE TRIGGER case_item_no_update_when_sent BEFORE UPDATE ON case_item
WHEN (SELECT sent_at FROM enforcement_case WHERE id = old.case_id) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the items of a sent case are never changed');
END;
CREATE TRIGGER case_item_no_delete_when_sent BEFORE DELETE ON case_item
WHEN (SELECT sent_at FROM enforcement_case WHERE id = old.case_id) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the items of a sent case are never removed');
END;
CREATE TRIGGER finding_no_decision_when_sent BEFORE UPDATE OF state ON finding
WHEN new.state <> old.state AND EXISTS (
  SELECT 1 FROM case_item i JOIN enforcement_case c ON c.id = i.case_id
  WHERE i.finding_id = old.id AND c.sent_at IS NOT NULL
) BEGIN
  SELECT RAISE(ABORT, 'the decision about a finding in a sent case is never changed');
END;

CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES enforcement_case (id) ON DELETE CASCADE,
  regime TEXT NOT NULL,
  template_version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'complete', 'exported', 'sent')),
  good_faith INTEGER NOT NULL DEFAULT 0,
  accurate INTEGER NOT NULL DEFAULT 0,
  signature TEXT NOT NULL DEFAULT '',
  signed_on TEXT,
  -- SHA-256 of the letter as it was signed (without declarations and signature): a signature covers only that text.
  signed_sha256 TEXT,
  -- What the notice was made of when it was sent, as JSON; from then on the notice is read from here.
  sent_input TEXT,
  updated_at TEXT NOT NULL,
  UNIQUE (case_id, regime)
) STRICT;

-- What was exported, byte for byte (content in objects/), so that a bundle holds what was sent.
CREATE TABLE notice_export (
  id INTEGER PRIMARY KEY,
  notice_id INTEGER NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE evidence_record (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  kind TEXT NOT NULL CHECK (kind IN ('source-row', 'attachment')),
  source_name TEXT NOT NULL,
  source_bytes INTEGER NOT NULL,
  source_sha256 TEXT NOT NULL,
  byte_offset INTEGER,
  byte_length INTEGER NOT NULL,
  content_sha256 TEXT NOT NULL,
  -- The sealed record as it goes into a bundle: exact bytes, never rendered again.
  record TEXT NOT NULL,
  record_sha256 TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  custody_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_record_finding ON evidence_record (finding_id);
CREATE UNIQUE INDEX evidence_record_row ON evidence_record (finding_id) WHERE kind = 'source-row';
CREATE INDEX evidence_record_custody ON evidence_record (custody_seq, record_sha256);
CREATE TRIGGER evidence_record_no_update BEFORE UPDATE ON evidence_record BEGIN
  SELECT RAISE(ABORT, 'a sealed record is never changed');
END;
CREATE TRIGGER evidence_record_no_delete BEFORE DELETE ON evidence_record BEGIN
  SELECT RAISE(ABORT, 'a sealed record is never deleted');
END;

CREATE TABLE object (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  original_name TEXT NOT NULL DEFAULT '',
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `line` is the exact text of the log line; each line carries the SHA-256 of the bytes of the line before.
CREATE TABLE custody_event (
  seq INTEGER PRIMARY KEY,
  line TEXT NOT NULL,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  case_id INTEGER
) STRICT;
CREATE INDEX custody_event_subject ON custody_event (subject);
CREATE TRIGGER custody_event_no_update BEFORE UPDATE ON custody_event BEGIN
  SELECT RAISE(ABORT, 'the custody log is append-only');
END;
CREATE TRIGGER custody_event_no_delete BEFORE DELETE ON custody_event BEGIN
  SELECT RAISE(ABORT, 'the custody log is append-only');
END;
