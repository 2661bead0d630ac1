-- Who is behind the address of a capture, as name servers and registries told it. The answers are the blob
-- `record_sha256`, word for word.
CREATE TABLE capture_provider (
  id INTEGER PRIMARY KEY,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  host TEXT NOT NULL,
  facts TEXT NOT NULL,
  record_sha256 TEXT NOT NULL REFERENCES object (sha256),
  looked_up_at TEXT NOT NULL,
  custody_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_provider_capture ON capture_provider (capture_id);

CREATE TRIGGER capture_provider_no_update BEFORE UPDATE ON capture_provider BEGIN
  SELECT RAISE(ABORT, 'what registries told is never changed');
END;
CREATE TRIGGER capture_provider_no_delete BEFORE DELETE ON capture_provider BEGIN
  SELECT RAISE(ABORT, 'what registries told is never deleted');
END;
