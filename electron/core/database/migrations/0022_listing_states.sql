-- Each look at an address where something was found: whether it is still there. Lines are only ever added.
CREATE TABLE listing_state_check (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  -- The address as it was asked.
  url TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  -- The source that told by its interface; empty where the page was read.
  source TEXT NOT NULL DEFAULT '',
  status INTEGER,
  final_url TEXT,
  -- Of the answer, as it came.
  body_sha256 TEXT,
  page_title TEXT NOT NULL DEFAULT '',
  canonical TEXT,
  state TEXT NOT NULL CHECK (state IN ('there', 'gone', 'removed-legally', 'soft-gone', 'unknown')),
  reason TEXT NOT NULL,
  snippet TEXT NOT NULL DEFAULT '',
  -- True where this look changed where the address stands.
  changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
  -- Why the change was not captured; empty where it was, and where nothing changed.
  not_captured TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX listing_state_check_finding ON listing_state_check (finding_id, id);
CREATE TRIGGER listing_state_check_no_update BEFORE UPDATE ON listing_state_check BEGIN
  SELECT RAISE(ABORT, 'what a look found is never changed');
END;
CREATE TRIGGER listing_state_check_no_delete BEFORE DELETE ON listing_state_check BEGIN
  SELECT RAISE(ABORT, 'what a look found is never deleted');
END;

-- The job that captures the page of a look.
CREATE TABLE listing_state_capture (
  check_id INTEGER PRIMARY KEY REFERENCES listing_state_check (id),
  job_id INTEGER NOT NULL
) STRICT;
CREATE TRIGGER listing_state_capture_no_update BEFORE UPDATE ON listing_state_capture BEGIN
  SELECT RAISE(ABORT, 'which capture belongs to a look is never changed');
END;
CREATE TRIGGER listing_state_capture_no_delete BEFORE DELETE ON listing_state_capture BEGIN
  SELECT RAISE(ABORT, 'which capture belongs to a look is never deleted');
END;

-- What a host answers for an address nothing lies at; asked again after a day.
CREATE TABLE host_probe (
  host TEXT PRIMARY KEY,
  probed_at TEXT NOT NULL,
  status INTEGER NOT NULL,
  mark TEXT NOT NULL
) STRICT, WITHOUT ROWID;
