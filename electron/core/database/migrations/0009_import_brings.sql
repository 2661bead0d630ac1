-- What an import brings beside recordings, counted by its check: releases, works, people and companies, credits.
ALTER TABLE import_batch ADD COLUMN new_releases INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN new_works INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN new_parties INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN new_credits INTEGER NOT NULL DEFAULT 0;
