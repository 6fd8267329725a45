-- Schema 16: what was removed because it was old, and the clinic's archive.

-- A message that was removed by policy: the relay's archive may bring its stanza again, and it
-- must not come back. In the archive's own vault also each stanza that handed something in, which
-- stands under another name. name: SHA-256 of sender, device and origin id; at: when it was noted.
CREATE TABLE removed (
    name BLOB PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When the newest message that was removed from it by policy was written; 0 = none was.
ALTER TABLE conversation ADD COLUMN removed_until INTEGER NOT NULL DEFAULT 0;

-- What is due to the archive. copy: the origin id under which it went, '' = not sealed yet;
-- kept_at: when the archive said that it has it.
CREATE TABLE archive_copy (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    copy TEXT NOT NULL,
    sealed_at INTEGER NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;
CREATE INDEX archive_copy_due ON archive_copy (message) WHERE kept_at = 0;
CREATE UNIQUE INDEX archive_copy_name ON archive_copy (copy) WHERE copy <> '';

-- In the vault of the archive itself: of a message that was handed in, between whom it was.
-- handed_by: whose client gave it; received: 1 = they got it, 0 = they wrote it;
-- origin_id: its own; peer: the other person, or the team.
CREATE TABLE archived (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    author TEXT NOT NULL,
    peer TEXT NOT NULL,
    handed_by TEXT NOT NULL,
    received INTEGER NOT NULL CHECK (received IN (0, 1)),
    origin_id TEXT NOT NULL
) STRICT;
CREATE INDEX archived_by_origin ON archived (origin_id);
CREATE INDEX archived_by_peer ON archived (peer);
CREATE INDEX archived_by_author ON archived (author);
