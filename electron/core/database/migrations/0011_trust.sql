-- What others can check a bundle by: the workspace's signing keys and the tokens of timestamping authorities.

-- Public keys are kept for ever; the secret half of a retired key is not. `public_key` is base64 of 32 bytes (Ed25519).
CREATE TABLE signing_key (
  id INTEGER PRIMARY KEY,
  public_key TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;
CREATE UNIQUE INDEX signing_key_in_use ON signing_key ((1)) WHERE retired_at IS NULL;

-- The secret half, never in the clear: closed by the operating system's secret store or by a passphrase.
CREATE TABLE signing_key_lock (
  key_id INTEGER NOT NULL REFERENCES signing_key (id),
  kind TEXT NOT NULL CHECK (kind IN ('system', 'passphrase')),
  closed TEXT NOT NULL,
  PRIMARY KEY (key_id, kind)
) STRICT, WITHOUT ROWID;

-- Keys of other people whose bundles the artist checks.
CREATE TABLE known_signer (
  public_key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Authorities after RFC 3161. `ca_pem` is the root the artist trusts it by, or null; `stated_pem` the highest
-- certificate its own answers carry. A removed one stays for the tokens it gave.
CREATE TABLE timestamp_authority (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  ca_pem TEXT,
  stated_pem TEXT,
  added_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;

-- One stamp a digest and authority. `content` is what is stamped: a capture's sha256sums.txt, a bundle's list of lists, a
-- line of the custody log. `request` and `response` are the DER messages of the attempt that succeeded.
CREATE TABLE timestamp (
  id INTEGER PRIMARY KEY,
  authority_id INTEGER NOT NULL REFERENCES timestamp_authority (id),
  subject TEXT NOT NULL,
  digest TEXT NOT NULL,
  content BLOB NOT NULL,
  asked_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  failure TEXT,
  request BLOB,
  response BLOB,
  stamped_at TEXT,
  received_at TEXT,
  UNIQUE (authority_id, digest)
) STRICT;
CREATE INDEX timestamp_waiting ON timestamp (next_at) WHERE response IS NULL;
CREATE INDEX timestamp_digest ON timestamp (digest);
CREATE TRIGGER timestamp_no_change BEFORE UPDATE ON timestamp WHEN OLD.response IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a token is never changed');
END;

-- Every request the program makes to a server that is not a page being captured.
CREATE TABLE outgoing_request (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  purpose TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  sent_bytes INTEGER NOT NULL,
  status INTEGER,
  received_bytes INTEGER NOT NULL DEFAULT 0,
  failure TEXT
) STRICT;
