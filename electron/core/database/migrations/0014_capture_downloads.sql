-- Files with sound that were downloaded whole from a captured page, each a step of its own. The record of a download is
-- the blob `record_sha256`; the columns beside it repeat what lists need.
CREATE TABLE capture_download (
  id INTEGER PRIMARY KEY,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  url TEXT NOT NULL,
  file_name TEXT NOT NULL,
  status INTEGER NOT NULL,
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES object (sha256),
  record_sha256 TEXT NOT NULL REFERENCES object (sha256),
  -- What its fingerprint was compared with, as JSON; NULL with the reason beside it when it could not be.
  comparison TEXT,
  not_compared TEXT NOT NULL DEFAULT '',
  downloaded_at TEXT NOT NULL,
  custody_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_download_capture ON capture_download (capture_id);

CREATE TRIGGER capture_download_no_update BEFORE UPDATE ON capture_download BEGIN
  SELECT RAISE(ABORT, 'a downloaded file is never changed');
END;
CREATE TRIGGER capture_download_no_delete BEFORE DELETE ON capture_download BEGIN
  SELECT RAISE(ABORT, 'a downloaded file is never deleted');
END;
