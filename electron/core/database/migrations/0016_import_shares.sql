-- Drafted shares that an import brings, counted in its preview like its works and credits.
ALTER TABLE import_batch ADD COLUMN new_shares INTEGER NOT NULL DEFAULT 0;
