-- Schema 9: what was taken back or put right, and to whom a message goes on while nobody answers.

-- When its author recalled it (its text is gone then), or corrected it last; 0 = never.
ALTER TABLE message ADD COLUMN recalled_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN corrected_at INTEGER NOT NULL DEFAULT 0;

-- What a line of ours carries to the others: the recall of a message (no body) or its new text.
CREATE TABLE change (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    target TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Earlier texts of a corrected message; at: since when each of them stood there.
CREATE TABLE message_version (
    message INTEGER NOT NULL REFERENCES message (id),
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (message, at)
) STRICT, WITHOUT ROWID;

-- As change, of a message that is not here yet; a recall stands against any correction.
CREATE TABLE early_change (
    origin_id TEXT NOT NULL,
    author TEXT NOT NULL,
    peer TEXT NOT NULL,
    sealed_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (origin_id, author)
) STRICT, WITHOUT ROWID;
CREATE INDEX early_change_by_author ON early_change (author);

-- To whom a message of ours goes on (addresses, one a line), and when the next of them is due.
CREATE TABLE escalation (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    chain TEXT NOT NULL,
    due_at INTEGER NOT NULL
) STRICT;

-- Of a message that went on to somebody: whom it was for at first, and when it was written.
CREATE TABLE escalated (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    first TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    -- Of ours: the message that went on; NULL: somebody else's.
    copy_of INTEGER REFERENCES message (id)
) STRICT;
CREATE INDEX escalated_copies ON escalated (copy_of);
