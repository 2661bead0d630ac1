-- The catalogue in full: who made a recording, the work behind it, who owns which share, and what proves it.
-- A subject is a row of the table its type names; SQLite cannot tie one column to several tables, so the triggers
-- at the end refuse a subject that is not there.

CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'group', 'organisation')),
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL,
  ipi_name TEXT,
  ipi_base TEXT,
  isni TEXT,
  email TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import_batch (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX party_name ON party (name COLLATE NOCASE, id);
CREATE INDEX party_name_key ON party (name_key);
CREATE UNIQUE INDEX party_ipi_name ON party (ipi_name) WHERE ipi_name IS NOT NULL;

CREATE TABLE party_alias (
  id INTEGER PRIMARY KEY,
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  UNIQUE (party_id, name)
) STRICT;
CREATE INDEX party_alias_key ON party_alias (name_key);

-- A musical work: what was written, as against what was recorded.
CREATE TABLE work (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  alternative_titles TEXT NOT NULL DEFAULT '[]',
  language TEXT NOT NULL DEFAULT '',
  iswc TEXT,
  notes TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import_batch (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX work_title ON work (title COLLATE NOCASE, id);
CREATE INDEX work_title_key ON work (title_key);
CREATE UNIQUE INDEX work_iswc ON work (iswc) WHERE iswc IS NOT NULL;

CREATE TABLE recording_work (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  relation TEXT NOT NULL DEFAULT 'performance' CHECK (relation IN ('performance', 'cover', 'medley', 'sample')),
  UNIQUE (recording_id, work_id)
) STRICT;
CREATE INDEX recording_work_work ON recording_work (work_id);

-- Who did what, in the order of the credits.
CREATE TABLE contribution (
  id INTEGER PRIMARY KEY,
  subject_type TEXT NOT NULL CHECK (subject_type IN ('recording', 'work', 'release')),
  subject_id INTEGER NOT NULL,
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE RESTRICT,
  role TEXT NOT NULL,
  instrument TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  credited_as TEXT NOT NULL DEFAULT '',
  join_phrase TEXT NOT NULL DEFAULT '',
  UNIQUE (subject_type, subject_id, party_id, role, instrument)
) STRICT;
CREATE INDEX contribution_party ON contribution (party_id);
CREATE INDEX contribution_subject ON contribution (subject_type, subject_id, position);

-- Shares are integers: 1,000,000 is the whole (100 %).
CREATE TABLE split (
  id INTEGER PRIMARY KEY,
  subject_type TEXT NOT NULL CHECK (subject_type IN ('recording', 'work')),
  subject_id INTEGER NOT NULL,
  right_kind TEXT NOT NULL CHECK (right_kind IN ('master', 'performance', 'mechanical', 'sync')),
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE RESTRICT,
  share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 1000000),
  -- ISO 3166-1 alpha-2, or WW for the world.
  territory TEXT NOT NULL DEFAULT 'WW',
  valid_from TEXT,
  valid_to TEXT,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'agreed', 'disputed')),
  document_id INTEGER REFERENCES document (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX split_subject ON split (subject_type, subject_id, right_kind);
CREATE INDEX split_party ON split (party_id);
CREATE INDEX split_document ON split (document_id) WHERE document_id IS NOT NULL;

-- A proof of ownership or of an agreement, kept byte for byte in the workspace's objects.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('split-sheet', 'contract', 'assignment', 'licence', 'registration', 'session-file',
    'invoice', 'correspondence', 'artwork', 'lyrics', 'other')),
  title TEXT NOT NULL DEFAULT '',
  signed_by TEXT NOT NULL DEFAULT '',
  dated TEXT,
  notes TEXT NOT NULL DEFAULT '',
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_sha256 ON document (sha256);

CREATE TABLE document_link (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  subject_type TEXT NOT NULL CHECK (subject_type IN ('recording', 'work', 'release', 'party', 'registration')),
  subject_id INTEGER NOT NULL,
  UNIQUE (document_id, subject_type, subject_id)
) STRICT;
CREATE INDEX document_link_subject ON document_link (subject_type, subject_id);

CREATE TABLE registration (
  id INTEGER PRIMARY KEY,
  authority TEXT NOT NULL CHECK (authority IN ('US-CO', 'MLC', 'PRO', 'SOUNDEXCHANGE', 'PPL', 'OTHER')),
  -- For the U.S. Copyright Office the class: SR, PA, SRU, PAU, ...
  type TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  effective_on TEXT,
  published_on TEXT,
  claimant TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'registered' CHECK (status IN ('pending', 'registered', 'refused')),
  notes TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (authority, number_key)
) STRICT;

-- One registration may cover many recordings and works (17 U.S.C. 408(c), group registration).
CREATE TABLE registration_subject (
  id INTEGER PRIMARY KEY,
  registration_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
  subject_type TEXT NOT NULL CHECK (subject_type IN ('recording', 'work', 'release')),
  subject_id INTEGER NOT NULL,
  UNIQUE (registration_id, subject_type, subject_id)
) STRICT;
CREATE INDEX registration_subject_subject ON registration_subject (subject_type, subject_id);

-- An audio file of a recording, known by its hash. The file itself stays where it is and is never written to.
CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER REFERENCES recording (id) ON DELETE SET NULL,
  role TEXT NOT NULL DEFAULT 'master' CHECK (role IN ('master', 'export', 'reference')),
  sha256 TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL,
  container TEXT NOT NULL DEFAULT '',
  codec TEXT NOT NULL DEFAULT '',
  lossless INTEGER NOT NULL DEFAULT 0,
  sample_rate INTEGER,
  bits INTEGER,
  channels INTEGER,
  duration_ms INTEGER,
  -- As found in the file, JSON.
  tags TEXT NOT NULL DEFAULT '{}',
  art_sha256 TEXT,
  -- Chromaprint algorithm 1 (test2), 32-bit little-endian items; null while not computed.
  fingerprint BLOB,
  import_id INTEGER REFERENCES import_batch (id) ON DELETE SET NULL,
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX asset_recording ON asset (recording_id) WHERE recording_id IS NOT NULL;
CREATE INDEX asset_without_fingerprint ON asset (id) WHERE fingerprint IS NULL;
CREATE INDEX asset_import ON asset (import_id) WHERE import_id IS NOT NULL;

ALTER TABLE recording ADD COLUMN parent_id INTEGER REFERENCES recording (id) ON DELETE SET NULL;
ALTER TABLE recording ADD COLUMN parent_relation TEXT
  CHECK (parent_relation IN ('remix', 'edit', 'live', 'remaster', 'instrumental', 'acoustic', 'cover', 'other'));
ALTER TABLE recording ADD COLUMN published_on TEXT;
ALTER TABLE recording ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE recording ADD COLUMN p_line TEXT NOT NULL DEFAULT '';
ALTER TABLE recording ADD COLUMN genre TEXT NOT NULL DEFAULT '';
ALTER TABLE recording ADD COLUMN explicit TEXT NOT NULL DEFAULT 'unknown'
  CHECK (explicit IN ('unknown', 'explicit', 'not-explicit', 'cleaned'));
ALTER TABLE release ADD COLUMN type TEXT NOT NULL DEFAULT ''
  CHECK (type IN ('', 'single', 'ep', 'album', 'compilation', 'live', 'other'));
ALTER TABLE release ADD COLUMN catalogue_number TEXT NOT NULL DEFAULT '';
ALTER TABLE release ADD COLUMN p_line TEXT NOT NULL DEFAULT '';
ALTER TABLE release ADD COLUMN c_line TEXT NOT NULL DEFAULT '';
ALTER TABLE release ADD COLUMN genre TEXT NOT NULL DEFAULT '';
-- Statutory damages count works issued together as one (17 U.S.C. 504(c)(1)): a track also issued alone may count alone.
ALTER TABLE track ADD COLUMN also_single TEXT NOT NULL DEFAULT 'unknown' CHECK (also_single IN ('unknown', 'yes', 'no'));
ALTER TABLE track ADD COLUMN title_override TEXT NOT NULL DEFAULT '';
CREATE INDEX recording_parent ON recording (parent_id) WHERE parent_id IS NOT NULL;

ALTER TABLE isrc_block ADD COLUMN year_from INTEGER;
ALTER TABLE isrc_block ADD COLUMN year_to INTEGER;

-- "Does this version need a new code?": what was asked, answered and concluded.
CREATE TABLE isrc_decision (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  answers TEXT NOT NULL,
  conclusion TEXT NOT NULL CHECK (conclusion IN ('new-code', 'same-code', 'artist-decides')),
  rule TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX isrc_decision_recording ON isrc_decision (recording_id);

-- How the columns of a source were mapped last time; the key is made of its column names.
CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY,
  source_key TEXT NOT NULL UNIQUE,
  dialect TEXT NOT NULL,
  mapping TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT;

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  screen TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (screen, name)
) STRICT;

-- What was changed in a record, by whom and when. Append-only.
CREATE TABLE record_history (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  label TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX record_history_row ON record_history (table_name, row_id, id);

CREATE TRIGGER contribution_subject_exists BEFORE INSERT ON contribution
WHEN (new.subject_type = 'recording' AND NOT EXISTS (SELECT 1 FROM recording WHERE id = new.subject_id))
  OR (new.subject_type = 'work' AND NOT EXISTS (SELECT 1 FROM work WHERE id = new.subject_id))
  OR (new.subject_type = 'release' AND NOT EXISTS (SELECT 1 FROM release WHERE id = new.subject_id)) BEGIN
  SELECT RAISE(ABORT, 'the subject of a contribution does not exist');
END;
CREATE TRIGGER split_subject_exists BEFORE INSERT ON split
WHEN (new.subject_type = 'recording' AND NOT EXISTS (SELECT 1 FROM recording WHERE id = new.subject_id))
  OR (new.subject_type = 'work' AND NOT EXISTS (SELECT 1 FROM work WHERE id = new.subject_id)) BEGIN
  SELECT RAISE(ABORT, 'the subject of a split does not exist');
END;
