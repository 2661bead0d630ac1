-- The index of trigrams anew, in the order of the ids. FTS5's own rebuild of 0006 took the recordings as the index of
-- titles has them, and whatever is out of order makes it write a segment: dozens of them, each of which every search walks.
INSERT INTO recording_search (recording_search, rank) VALUES ('hashsize', 67108864);
INSERT INTO recording_search (recording_search) VALUES ('delete-all');
INSERT INTO recording_search (rowid, search_key) SELECT id, search_key FROM recording NOT INDEXED ORDER BY id;
INSERT INTO recording_search (recording_search, rank) VALUES ('hashsize', 1048576);
