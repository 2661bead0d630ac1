-- What becomes of a case: each change of its state is one line, and a mistake is mended by a further line that corrects
-- it. The case is in the state of its newest line; without one, in the state its notice gives it.
CREATE TABLE case_event (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES enforcement_case (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'acknowledged', 'removed', 'rejected', 'countered', 'silent',
    'escalated', 'reopened', 'closed')),
  corrects INTEGER UNIQUE REFERENCES case_event (id),
  -- The day it happened, YYYY-MM-DD; what was recorded when is `recorded_at`.
  happened_on TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  -- The answer of the provider, byte for byte.
  file_sha256 TEXT REFERENCES object (sha256),
  file_name TEXT,
  file_bytes INTEGER,
  custody_seq INTEGER NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_event_case ON case_event (case_id, id);
CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event BEGIN
  SELECT RAISE(ABORT, 'the history of a case is append-only');
END;
CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event BEGIN
  SELECT RAISE(ABORT, 'the history of a case is append-only');
END;

-- A case that carries the items of another on to the next provider.
CREATE TABLE case_link (
  case_id INTEGER PRIMARY KEY REFERENCES enforcement_case (id),
  from_case_id INTEGER NOT NULL REFERENCES enforcement_case (id),
  step TEXT NOT NULL,
  opened_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_link_from ON case_link (from_case_id);

-- A finding has one case it was put into (case_item) and may be carried on into others.
CREATE TABLE carried_item (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  case_id INTEGER NOT NULL REFERENCES enforcement_case (id),
  right_held TEXT NOT NULL
    CHECK (right_held IN ('unknown', 'sound-recording', 'composition', 'both', 'artwork', 'lyrics', 'none')),
  fair_use TEXT NOT NULL,
  performance TEXT NOT NULL DEFAULT 'unknown' CHECK (performance IN ('own', 'cover', 'unknown')),
  exclusivity TEXT NOT NULL DEFAULT 'exclusive'
    CHECK (exclusivity IN ('exclusive', 'public-domain', 'leased', 'sample-pack')),
  seen_at TEXT,
  UNIQUE (case_id, finding_id)
) STRICT;
CREATE INDEX carried_item_finding ON carried_item (finding_id);
CREATE TRIGGER carried_item_no_insert_when_sent BEFORE INSERT ON carried_item
WHEN (SELECT sent_at FROM enforcement_case WHERE id = new.case_id) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a sent case takes no more items');
END;
CREATE TRIGGER carried_item_no_update_when_sent BEFORE UPDATE ON carried_item
WHEN (SELECT sent_at FROM enforcement_case WHERE id = old.case_id) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the items of a sent case are never changed');
END;
CREATE TRIGGER carried_item_no_delete_when_sent BEFORE DELETE ON carried_item
WHEN (SELECT sent_at FROM enforcement_case WHERE id = old.case_id) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the items of a sent case are never removed');
END;

CREATE VIEW case_member AS
  SELECT finding_id, case_id, right_held, fair_use, performance, exclusivity, seen_at, NULL AS carried_id FROM case_item
  UNION ALL
  SELECT finding_id, case_id, right_held, fair_use, performance, exclusivity, seen_at, id FROM carried_item;

-- What the artist found out about where the material lies, and a claim at the Copyright Claims Board.
CREATE TABLE case_circumstance (
  case_id INTEGER PRIMARY KEY REFERENCES enforcement_case (id),
  file_elsewhere INTEGER NOT NULL DEFAULT 0,
  behind_cdn INTEGER NOT NULL DEFAULT 0,
  host_known INTEGER NOT NULL DEFAULT 0,
  sells INTEGER NOT NULL DEFAULT 0,
  claim_filed_on TEXT,
  claim_served_on TEXT
) STRICT;

-- What the artist knows better than the shipped directory; the shipped fact stays where it is.
CREATE TABLE provider_override (
  provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  set_at TEXT NOT NULL,
  PRIMARY KEY (provider_id, field)
) STRICT, WITHOUT ROWID;
