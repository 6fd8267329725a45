-- Schema 7: who has got, read and answered what, person by person, and what is still open.

-- What became of our own messages, whichever of our devices wrote them, by their origin id: a
-- receipt may come before the message that it is for. audience: 1 = it was sealed for that
-- person, only then the row counts. Times are 0 until it happened, and never change after.
CREATE TABLE message_state (
    origin_id TEXT NOT NULL,
    person TEXT NOT NULL,
    audience INTEGER NOT NULL CHECK (audience IN (0, 1)),
    delivered_at INTEGER NOT NULL DEFAULT 0,
    read_at INTEGER NOT NULL DEFAULT 0,
    acknowledged_at INTEGER NOT NULL DEFAULT 0,
    accepted_at INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER NOT NULL DEFAULT 0,
    declined_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (origin_id, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_state_early ON message_state (person) WHERE audience = 0;

INSERT INTO message_state
    (origin_id, person, audience, delivered_at, read_at, acknowledged_at)
    SELECT m.origin_id, c.peer, 1, max(m.delivered_at), max(m.read_at), max(m.acknowledged_at)
    FROM message m JOIN conversation c ON c.id = m.conversation
    WHERE m.outgoing = 1 AND m.kind = 0
        AND NOT EXISTS (SELECT 1 FROM room r WHERE r.conversation = c.id)
    GROUP BY m.origin_id, c.peer;
INSERT INTO message_state (origin_id, person, audience)
    SELECT DISTINCT m.origin_id, p.address, 1
    FROM message m JOIN room_member p ON p.conversation = m.conversation
    WHERE m.outgoing = 1 AND m.kind = 0 AND p.address <> m.sender;

-- Of an incoming message: what we answered, beside acknowledged_at.
ALTER TABLE message ADD COLUMN accepted_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN done_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN declined_at INTEGER NOT NULL DEFAULT 0;
-- By when its sender wants an answer; 0 = no time was given.
ALTER TABLE message ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
-- 1: somebody must still act on it, we (incoming) or somebody else (outgoing).
ALTER TABLE message ADD COLUMN open_item INTEGER NOT NULL DEFAULT 0
    CHECK (open_item IN (0, 1));
UPDATE message SET open_item = 1
    WHERE kind = 0 AND outgoing = 0 AND urgency = 4 AND acknowledged_at = 0;
CREATE INDEX message_open ON message (id) WHERE open_item = 1;

-- As before, with three more kinds: accepted, done, declined.
CREATE TABLE receipt_due_6 (
    message INTEGER NOT NULL REFERENCES message (id),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
    PRIMARY KEY (message, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO receipt_due_6 (message, kind) SELECT message, kind FROM receipt_due;
DROP TABLE receipt_due;
ALTER TABLE receipt_due_6 RENAME TO receipt_due;
