-- Schema 2: what it takes to lose nothing when relay, disk or session fails.

-- 1: used by a first message, kept until the archive has been read to its end, because two
-- people may have drawn the same key from our bundle. Then the record is wiped (NULL).
ALTER TABLE prekey ADD COLUMN used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1));

-- When the relay acknowledged it (XEP-0198), 0 = not yet. The row stays until the archive's
-- copy or a receipt proves that the relay still has it.
-- outbox.attempts counts how often it was acknowledged and yet missing in the archive.
ALTER TABLE outbox ADD COLUMN acked_at INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET attempts = 0;

-- As outbox.purpose: tells a device that asks for a stanza again whether it was a message.
ALTER TABLE sent ADD COLUMN purpose INTEGER NOT NULL DEFAULT 0
    CHECK (purpose BETWEEN 0 AND 2);
-- From now on an id is noted when its stanza enters the outbox, no longer when it leaves it.
INSERT OR IGNORE INTO sent (origin_id, sent_at, purpose)
    SELECT origin_id, created_at, purpose FROM outbox;

-- Stanzas taken live that lie beyond the archive cursor: met again in the archive, they are
-- known without an attempt to open them. The digest (SHA-256 of the sealed part) keeps a
-- forged stanza from hiding the genuine one of the same name. Forgotten when the cursor
-- passes them.
CREATE TABLE taken (
    sender TEXT NOT NULL,
    sender_device INTEGER NOT NULL,
    origin_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (origin_id, sender, sender_device, digest)
) STRICT, WITHOUT ROWID;

-- As before, but the id first: receipts name a message without the device that wrote it.
DROP INDEX message_once;
CREATE UNIQUE INDEX message_once ON message (origin_id, sender, sender_device) WHERE kind <> 1;

-- What a device of a colleague asked for again, as it asked. What that is, and whether that
-- device may have it, is decided when it is answered.
CREATE TABLE resend_due (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    device INTEGER NOT NULL CHECK (device BETWEEN 1 AND 2147483647),
    origin_id TEXT NOT NULL,
    UNIQUE (account, device, origin_id)
) STRICT;

-- When we last began a new session with that device because the old one was broken.
ALTER TABLE device ADD COLUMN renewed_at INTEGER NOT NULL DEFAULT 0;

-- As before, with two more reasons, and how far the repair of a card is.
CREATE TABLE quarantine_2 (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    sender TEXT NOT NULL,
    archive_id TEXT NOT NULL,
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 7),
    stanza BLOB NOT NULL,
    at INTEGER NOT NULL,
    repair INTEGER NOT NULL DEFAULT 0 CHECK (repair BETWEEN 0 AND 3),
    asked_at INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO quarantine_2 (message, sender, archive_id, reason, stanza, at)
    SELECT message, sender, archive_id, reason, stanza, at FROM quarantine;
DROP TABLE quarantine;
ALTER TABLE quarantine_2 RENAME TO quarantine;
CREATE INDEX quarantine_waits ON quarantine (reason, repair);

-- Conversations whose peer is a room (XEP-0045). Their messages are proved by the room's own
-- echo or its archive, which has a cursor of its own.
CREATE TABLE room (
    conversation INTEGER PRIMARY KEY REFERENCES conversation (id),
    address TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
    inviter TEXT NOT NULL,
    cursor TEXT NOT NULL DEFAULT ''
) STRICT;

-- Whom a text is sealed for. since: what was written earlier is not for them, even if they ask.
-- invited: our sealed invitation to them is in the outbox, or was.
CREATE TABLE room_member (
    conversation INTEGER NOT NULL REFERENCES room (conversation),
    address TEXT NOT NULL,
    since INTEGER NOT NULL,
    invited INTEGER NOT NULL DEFAULT 0 CHECK (invited IN (0, 1)),
    PRIMARY KEY (conversation, address)
) STRICT, WITHOUT ROWID;
