-- Captures of web pages. The record of a capture is the blob `record_sha256` (capture.json), byte for byte as it was
-- made; the columns beside it repeat what lists need.
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER REFERENCES finding (id),
  requested_url TEXT NOT NULL,
  final_url TEXT,
  title TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('page', 'gone', 'refused', 'unreachable')),
  status INTEGER,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  gaps INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  record_sha256 TEXT NOT NULL REFERENCES object (sha256),
  tool_version TEXT NOT NULL,
  custody_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_finding ON capture (finding_id) WHERE finding_id IS NOT NULL;

CREATE TABLE capture_file (
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES object (sha256),
  PRIMARY KEY (capture_id, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER capture_no_update BEFORE UPDATE ON capture BEGIN
  SELECT RAISE(ABORT, 'a capture is never changed');
END;
CREATE TRIGGER capture_no_delete BEFORE DELETE ON capture BEGIN
  SELECT RAISE(ABORT, 'a capture is never deleted');
END;
CREATE TRIGGER capture_file_no_update BEFORE UPDATE ON capture_file BEGIN
  SELECT RAISE(ABORT, 'the files of a capture are never changed');
END;
CREATE TRIGGER capture_file_no_delete BEFORE DELETE ON capture_file BEGIN
  SELECT RAISE(ABORT, 'the files of a capture are never deleted');
END;
