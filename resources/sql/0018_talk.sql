-- Schema 18: what messages say of other messages, and what people think of them. A message of
-- somebody is named by its author and origin id, for it may not be here, or come later.

CREATE TABLE message_reply (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    author TEXT NOT NULL,
    origin_id TEXT NOT NULL
) STRICT;
CREATE INDEX message_reply_to ON message_reply (origin_id, author);

-- The same of what is being written in a conversation.
CREATE TABLE draft_reply (
    conversation INTEGER PRIMARY KEY REFERENCES conversation (id),
    author TEXT NOT NULL,
    origin_id TEXT NOT NULL
) STRICT;

-- One set for each person and message: emoji, one a line. An empty set stays, so that an older one
-- that comes later does nothing. sent_as: of ours, the stanza that carried it last.
CREATE TABLE reaction (
    message INTEGER NOT NULL REFERENCES message (id),
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    sent_as TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (message, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX reaction_sent_as ON reaction (sent_as) WHERE sent_as <> '';

-- As reaction, to a message that is not here yet.
CREATE TABLE early_reaction (
    author TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (origin_id, author, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX early_reaction_by_person ON early_reaction (person);

-- Messages of which the others do not know our set yet.
CREATE TABLE reaction_due (
    message INTEGER PRIMARY KEY REFERENCES message (id)
) STRICT;

-- Who is mentioned in a text, and where: code points from the beginning, the end not included.
CREATE TABLE message_mention (
    message INTEGER NOT NULL REFERENCES message (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (message, first)
) STRICT, WITHOUT ROWID;
