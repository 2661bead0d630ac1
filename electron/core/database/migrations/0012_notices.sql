-- Letters of every regime: a notice has a regime, a language, the class of its recipient, and the versions of the
-- rules it was made with. Items can be claimed as artwork or lyrics too, and keep what was answered about them.

ALTER TABLE notice ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE notice ADD COLUMN provider_class TEXT NOT NULL DEFAULT 'unknown';
-- Rule id to version, as JSON.
ALTER TABLE notice ADD COLUMN rule_versions TEXT NOT NULL DEFAULT '{}';
-- The declaration of Art. 16(2)(d) DSA.
ALTER TABLE notice ADD COLUMN complete_info INTEGER NOT NULL DEFAULT 0;
-- Who signs in which capacity, where it differs from the profile.
ALTER TABLE notice ADD COLUMN signer_role TEXT CHECK (signer_role IN ('owner', 'exclusive-licensee', 'agent'));
ALTER TABLE notice ADD COLUMN signer_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE notice ADD COLUMN free_text TEXT NOT NULL DEFAULT '';
-- The site written about, earlier letters, the notice withdrawn: as JSON.
ALTER TABLE notice ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
-- The letter as it was sent, before layout, as JSON: from then on every format is set from it. Null for notices sent
-- before this version, which are read from the text that was kept.
ALTER TABLE notice ADD COLUMN sent_letter TEXT;
UPDATE notice SET regime = 'us-512c' WHERE regime = 'us-512c3';

-- SQLite cannot widen a CHECK: the table is made anew. A trigger that names it elsewhere has to step aside.
DROP TRIGGER finding_no_decision_when_sent;
CREATE TABLE case_item_wider (
  finding_id INTEGER PRIMARY KEY REFERENCES finding (id),
  case_id INTEGER NOT NULL REFERENCES enforcement_case (id) ON DELETE CASCADE,
  right_held TEXT NOT NULL
    CHECK (right_held IN ('unknown', 'sound-recording', 'composition', 'both', 'artwork', 'lyrics', 'none')),
  fair_use TEXT NOT NULL,
  -- Whose performance the material is, and how exclusive the right is.
  performance TEXT NOT NULL DEFAULT 'unknown' CHECK (performance IN ('own', 'cover', 'unknown')),
  exclusivity TEXT NOT NULL DEFAULT 'exclusive'
    CHECK (exclusivity IN ('exclusive', 'public-domain', 'leased', 'sample-pack')),
  -- When the artist last looked and found it there; captures count beside it.
  seen_at TEXT
) STRICT;
INSERT INTO case_item_wider (finding_id, case_id, right_held, fair_use)
  SELECT finding_id, case_id, right_held, fair_use FROM case_item;
DROP TABLE case_item;
ALTER TABLE case_item_wider RENAME TO case_item;
CREATE INDEX case_item_case ON case_item (case_id, finding_id);

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
