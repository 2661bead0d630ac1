-- `missing` counts what keeps a notice about a recording from being sent, and no longer what would merely help.
UPDATE recording SET missing = (trim(title) = '') + (trim(artist) = '') + (right_held IN ('unknown', 'none'));

CREATE INDEX split_state ON split (subject_type, subject_id, right_kind, state);
CREATE INDEX party_isni ON party (isni) WHERE isni IS NOT NULL;
CREATE INDEX asset_fingerprinted ON asset (recording_id) WHERE recording_id IS NOT NULL AND fingerprint IS NOT NULL;

-- SQLite cannot tie a subject to several tables: what belongs to a row that goes (an import undone, say) goes with it.
CREATE TRIGGER recording_subject_gone AFTER DELETE ON recording BEGIN
  DELETE FROM contribution WHERE subject_type = 'recording' AND subject_id = old.id;
  DELETE FROM split WHERE subject_type = 'recording' AND subject_id = old.id;
  DELETE FROM document_link WHERE subject_type = 'recording' AND subject_id = old.id;
  DELETE FROM registration_subject WHERE subject_type = 'recording' AND subject_id = old.id;
END;
CREATE TRIGGER work_subject_gone AFTER DELETE ON work BEGIN
  DELETE FROM contribution WHERE subject_type = 'work' AND subject_id = old.id;
  DELETE FROM split WHERE subject_type = 'work' AND subject_id = old.id;
  DELETE FROM document_link WHERE subject_type = 'work' AND subject_id = old.id;
  DELETE FROM registration_subject WHERE subject_type = 'work' AND subject_id = old.id;
END;
CREATE TRIGGER release_subject_gone AFTER DELETE ON release BEGIN
  DELETE FROM contribution WHERE subject_type = 'release' AND subject_id = old.id;
  DELETE FROM document_link WHERE subject_type = 'release' AND subject_id = old.id;
  DELETE FROM registration_subject WHERE subject_type = 'release' AND subject_id = old.id;
END;
CREATE TRIGGER party_subject_gone AFTER DELETE ON party BEGIN
  DELETE FROM document_link WHERE subject_type = 'party' AND subject_id = old.id;
END;
CREATE TRIGGER registration_subject_gone AFTER DELETE ON registration BEGIN
  DELETE FROM document_link WHERE subject_type = 'registration' AND subject_id = old.id;
END;
