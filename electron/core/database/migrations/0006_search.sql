-- Search as you type: one folded key a recording, in which a plain substring test finds what was typed, and an index
-- of its trigrams without positions, a third of the size of one with them. search_key() is a function of the program;
-- the key is written by whoever writes title, version, artist or ISRC.

DROP TRIGGER recording_search_insert;
DROP TRIGGER recording_search_delete;
DROP TRIGGER recording_search_update;
DROP TABLE recording_search;

ALTER TABLE recording ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
UPDATE recording SET search_key = search_key(title, version, artist, isrc);

ALTER TABLE release ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
UPDATE release SET search_key = search_key(title, artist, label, gtin);

-- Covering for the order in which most searches are shown: the walk along it never touches the table.
DROP INDEX recording_title;
CREATE INDEX recording_title ON recording (title COLLATE NOCASE, id, search_key);

CREATE VIRTUAL TABLE recording_search USING fts5 (
  search_key,
  content = 'recording', content_rowid = 'id',
  tokenize = 'trigram case_sensitive 1', detail = 'none', columnsize = 0
);
INSERT INTO recording_search (recording_search) VALUES ('rebuild');
CREATE TRIGGER recording_search_insert AFTER INSERT ON recording BEGIN
  INSERT INTO recording_search (rowid, search_key) VALUES (new.id, new.search_key);
END;
CREATE TRIGGER recording_search_delete AFTER DELETE ON recording BEGIN
  INSERT INTO recording_search (recording_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
END;
CREATE TRIGGER recording_search_update AFTER UPDATE OF search_key ON recording WHEN old.search_key <> new.search_key BEGIN
  INSERT INTO recording_search (recording_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
  INSERT INTO recording_search (rowid, search_key) VALUES (new.id, new.search_key);
END;

-- A step taken before knows nothing of the key and would put back a row that cannot be found; so would none before it.
DELETE FROM undo_entry WHERE id <= (
  SELECT max(id) FROM undo_entry WHERE changes LIKE '%"table":"recording"%' OR changes LIKE '%"table":"release"%'
);
