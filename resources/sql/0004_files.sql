-- Schema 4: files that messages carry. They lie beside the database, in the folder `files`,
-- each sealed under a key of its own; with its row a file is gone for good.

-- The body of such a message is its link (XEP-0454), empty until it is uploaded.
CREATE TABLE attachment (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    name TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
    -- -1: the sender did not say; sha256 is then NULL.
    size INTEGER NOT NULL CHECK (size >= -1),
    sha256 BLOB,
    -- iv (12 or 16 bytes) and key (32) of what lies at the relay.
    link_key BLOB NOT NULL,
    -- In the folder `files`; empty and NULL: it is not in this vault.
    file TEXT NOT NULL DEFAULT '',
    file_key BLOB
) STRICT;
CREATE INDEX attachment_here ON attachment (file) WHERE file <> '';
