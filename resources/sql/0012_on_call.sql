-- Schema 12: who holds a role on call, and what was written to roles.

-- The newest word of each person that was verified; word: as it was signed, XML.
CREATE TABLE on_call_word (
    holder TEXT PRIMARY KEY,
    serial INTEGER NOT NULL,
    word TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A message that was written to a role. author, ref: of one that came with a hand-over, who wrote
-- it and under which origin id; '' = its sender, its own. handed_to: who has it since we handed
-- the role over, or, of ours, since its receiver did; '' = nobody.
-- told: its author knows, or is about to be told by the outbox.
CREATE TABLE message_on_call (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    role TEXT NOT NULL,
    author TEXT NOT NULL,
    ref TEXT NOT NULL,
    handed_to TEXT NOT NULL,
    told INTEGER NOT NULL CHECK (told IN (0, 1))
) STRICT;
CREATE INDEX message_on_call_untold ON message_on_call (message) WHERE told = 0;

-- That somebody shall take a role: ours to person, or theirs to us.
-- state: 0 = not answered, 1 = taken, 2 = declined, 3 = withdrawn or too late.
CREATE TABLE on_call_offer (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
    role TEXT NOT NULL,
    items INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
    PRIMARY KEY (id, person)
) STRICT, WITHOUT ROWID;
