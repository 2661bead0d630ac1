-- Imports from sources of any kind: which known report it was, how its columns were mapped, and what contradicts.

ALTER TABLE import_batch ADD COLUMN preset TEXT NOT NULL DEFAULT '';
-- Made of the names of its columns; under it the mapping is remembered.
ALTER TABLE import_batch ADD COLUMN source_key TEXT;
ALTER TABLE import_batch ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN conflicts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_row ADD COLUMN place TEXT NOT NULL DEFAULT '';

-- A value of the file that contradicts a known one, each pair once. Nothing is taken over unless `choice` says so.
CREATE TABLE import_conflict (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL CHECK (subject IN ('recording', 'release', 'track')),
  -- Id in the catalogue, or the one it will get; of a track that of its recording, with its release beside it.
  subject_id INTEGER NOT NULL,
  release_id INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  field TEXT NOT NULL,
  -- JSON values in their stored form.
  known TEXT NOT NULL,
  offered TEXT NOT NULL,
  from_file INTEGER NOT NULL,
  choice TEXT NOT NULL DEFAULT 'keep' CHECK (choice IN ('keep', 'take')),
  UNIQUE (batch_id, subject, subject_id, release_id, field, offered)
) STRICT;
CREATE INDEX import_conflict_field ON import_conflict (batch_id, field, id);
CREATE INDEX import_conflict_taken ON import_conflict (batch_id, subject, subject_id) WHERE choice = 'take';
