-- How a swept file was packed, with all the ways there are; and what it takes to go on with one that has grown.

ALTER TABLE sweep_file ADD COLUMN packing TEXT NOT NULL DEFAULT 'none'
  CHECK (packing IN ('none', 'gzip', 'zstd', 'xz', 'bzip2', 'zip', 'tar'));
UPDATE sweep_file SET packing = compression;
ALTER TABLE sweep_file DROP COLUMN compression;
ALTER TABLE sweep_file RENAME COLUMN packing TO compression;

-- SHA-256 of the first `bytes` bytes, where the file has become longer while it was swept and `sha256` stays empty.
ALTER TABLE sweep_file ADD COLUMN prefix_sha256 TEXT;
-- Where the sweep of the file goes on when it has grown; JSON. A little before the end: its last row may not have been whole.
ALTER TABLE sweep_file ADD COLUMN resume_point TEXT;
-- Stands for what was looked for and how the file was read; a sweep only goes on with the same.
ALTER TABLE sweep_file ADD COLUMN manner TEXT;
-- The file of an earlier sweep with which this one went on.
ALTER TABLE sweep_file ADD COLUMN continues_id INTEGER REFERENCES sweep_file (id) ON DELETE SET NULL;
CREATE INDEX sweep_file_path ON sweep_file (path);
CREATE INDEX sweep_file_continues ON sweep_file (continues_id) WHERE continues_id IS NOT NULL;

-- Of a database: the table that is swept and what its columns stand for; JSON. Null: all tables, as they are recognised.
ALTER TABLE sweep_file ADD COLUMN choice TEXT;
