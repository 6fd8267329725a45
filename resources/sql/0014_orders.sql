-- Schema 14: orders. One is a message that is about a patient; this is what its author signed
-- besides. Nothing of it ever changes but that it is cancelled.

CREATE TABLE message_order (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    signed_at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -840 AND 840),
    device INTEGER NOT NULL CHECK (device BETWEEN 1 AND 2147483647),
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    cancelled_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- As before, with three more acts: an order was signed, entered in the record, cancelled.
CREATE TABLE message_record_13 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    act INTEGER NOT NULL CHECK (act BETWEEN 0 AND 12),
    author TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    patient TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO message_record_13 (id, act, author, origin_id, person, at, patient)
    SELECT id, act, author, origin_id, person, at, patient FROM message_record;
DROP TABLE message_record;
ALTER TABLE message_record_13 RENAME TO message_record;

-- As before, with one more reason: an order that does not hold.
CREATE TABLE quarantine_13 (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    sender TEXT NOT NULL,
    archive_id TEXT NOT NULL,
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 9),
    stanza BLOB NOT NULL,
    at INTEGER NOT NULL,
    repair INTEGER NOT NULL DEFAULT 0 CHECK (repair BETWEEN 0 AND 4),
    asked_at INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO quarantine_13 (message, sender, archive_id, reason, stanza, at, repair, asked_at)
    SELECT message, sender, archive_id, reason, stanza, at, repair, asked_at FROM quarantine;
DROP TABLE quarantine;
ALTER TABLE quarantine_13 RENAME TO quarantine;
CREATE INDEX quarantine_waits ON quarantine (reason, repair);
