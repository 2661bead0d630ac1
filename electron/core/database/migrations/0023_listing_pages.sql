-- The accounts and artist pages a listing stands under, as rules name them: a recording of two artists is on the pages
-- of both, and a channel has a number and a name.
CREATE TABLE listing_page (
  listing_id INTEGER NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  -- As listing.account_key.
  key TEXT NOT NULL,
  PRIMARY KEY (listing_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_page_by_key ON listing_page (key);
