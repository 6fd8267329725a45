-- Schema 3: phones and other clients that speak OMEMO 0.3, beside the sealed profile.

-- 1: it came in OMEMO 0.3. Nothing but its text is protected, and no policy of ours rules
-- the device that wrote it.
ALTER TABLE message ADD COLUMN unmanaged INTEGER NOT NULL DEFAULT 0
    CHECK (unmanaged IN (0, 1));

-- Since when the account offers another identity key for that device than the one that we
-- know; 0 = it does not. Nothing is sent to it meanwhile.
ALTER TABLE device ADD COLUMN key_changed_at INTEGER NOT NULL DEFAULT 0;

-- As before, with one more reason (refused by policy) and one more state (cannot be asked).
CREATE TABLE quarantine_3 (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    sender TEXT NOT NULL,
    archive_id TEXT NOT NULL,
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 8),
    stanza BLOB NOT NULL,
    at INTEGER NOT NULL,
    repair INTEGER NOT NULL DEFAULT 0 CHECK (repair BETWEEN 0 AND 4),
    asked_at INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO quarantine_3 (message, sender, archive_id, reason, stanza, at, repair, asked_at)
    SELECT message, sender, archive_id, reason, stanza, at, repair, asked_at FROM quarantine;
DROP TABLE quarantine;
ALTER TABLE quarantine_3 RENAME TO quarantine;
CREATE INDEX quarantine_waits ON quarantine (reason, repair);
