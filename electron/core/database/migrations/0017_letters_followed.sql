-- The address of the file itself, where the listing only leads to it.
ALTER TABLE finding ADD COLUMN file_url TEXT;

-- The instant of signing with the signer's offset from UTC (ISO 8601), and the name of the time zone. `signed_on` is
-- the calendar day there.
ALTER TABLE notice ADD COLUMN signed_at TEXT;
ALTER TABLE notice ADD COLUMN signed_zone TEXT;

-- Deadlines the artist was told of, so that a restart does not tell them again.
CREATE TABLE deadline_told (
  deadline TEXT NOT NULL,
  due TEXT NOT NULL,
  -- The day it was told, YYYY-MM-DD where the artist is.
  told_on TEXT NOT NULL,
  PRIMARY KEY (deadline, due)
) STRICT, WITHOUT ROWID;
