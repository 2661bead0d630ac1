-- The rows of a swept file by their numbers: a sweep for codes alone counts the bytes of a database's rows in other lines
-- than one that compares names as well, and its rows are those of the other by number and content.
CREATE INDEX listing_row ON listing (sweep_file_id, row) WHERE sweep_file_id IS NOT NULL;
