-- Folders read for their audio. The files themselves are rows of `asset`, known by their hash.

-- Every place where the bytes of an asset were seen; tells which files of a folder need not be read again.
CREATE TABLE asset_path (
  path TEXT PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_path_asset ON asset_path (asset_id);

-- Why an asset has no fingerprint though it was tried; empty when it was not.
ALTER TABLE asset ADD COLUMN fingerprint_problem TEXT NOT NULL DEFAULT '';

CREATE TABLE audio_scan (
  id INTEGER PRIMARY KEY,
  job_id INTEGER REFERENCES job (id) ON DELETE SET NULL,
  root TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('scanning', 'scanned', 'committed', 'failed', 'cancelled', 'discarded')),
  -- The list of files is complete.
  walked INTEGER NOT NULL DEFAULT 0,
  others INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  committed_at TEXT
) STRICT;

CREATE TABLE audio_scan_file (
  scan_id INTEGER NOT NULL REFERENCES audio_scan (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'read', 'unchanged', 'rejected')),
  asset_id INTEGER REFERENCES asset (id) ON DELETE SET NULL,
  code TEXT NOT NULL DEFAULT '',
  -- Sentences, JSON.
  problems TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (scan_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX audio_scan_file_outcome ON audio_scan_file (scan_id, outcome, path);
CREATE INDEX audio_scan_file_asset ON audio_scan_file (asset_id) WHERE asset_id IS NOT NULL;
