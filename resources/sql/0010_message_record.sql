-- Schema 10: what happened to messages and is not in the activity log yet. Written with what
-- happened, in its transaction; removed once the log has it.
-- act: MessageAct. author, person: '' = the person of this vault.
CREATE TABLE message_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    act INTEGER NOT NULL CHECK (act BETWEEN 0 AND 9),
    author TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
