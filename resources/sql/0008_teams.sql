-- Schema 8: texts that were passed on, and who of a team was let in.

-- why: 0 = its sender passes on, while on "do not disturb", what person wrote under that ref;
-- 1 = one of the texts of broadcast ref; 2 = it was passed on to person.
-- told: of 2, its author knows, or is about to be told by the outbox.
CREATE TABLE message_passing (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    why INTEGER NOT NULL CHECK (why BETWEEN 0 AND 2),
    ref TEXT NOT NULL,
    person TEXT NOT NULL,
    told INTEGER NOT NULL CHECK (told IN (0, 1))
) STRICT;
CREATE INDEX message_passing_ref ON message_passing (ref) WHERE why = 1;
CREATE INDEX message_passing_untold ON message_passing (message) WHERE told = 0;

-- 0 = the relay says that they are a member, and nobody else does: nothing is sent meanwhile;
-- 1 = a reader; 2 = our person does not want them to read.
ALTER TABLE room_member ADD COLUMN standing INTEGER NOT NULL DEFAULT 1
    CHECK (standing BETWEEN 0 AND 2);

-- Whom somebody in the team has named as added, and the relay has not shown yet.
CREATE TABLE room_vouched (
    conversation INTEGER NOT NULL REFERENCES room (conversation),
    address TEXT NOT NULL,
    PRIMARY KEY (conversation, address)
) STRICT, WITHOUT ROWID;
