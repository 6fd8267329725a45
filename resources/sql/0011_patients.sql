-- Schema 11: whom a message is about. Names and numbers stand here and nowhere outside the vault.

-- labels: why it is sensitive, "SUD,HIV"; '' = it is not.
CREATE TABLE message_patient (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    labels TEXT NOT NULL
) STRICT;

-- The same of what is being written in a conversation.
CREATE TABLE draft_patient (
    conversation INTEGER PRIMARY KEY REFERENCES conversation (id),
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    labels TEXT NOT NULL
) STRICT;

-- A correction says it anew. name, number and labels, one a line; '' = nobody.
ALTER TABLE change ADD COLUMN patient TEXT NOT NULL DEFAULT '';
ALTER TABLE early_change ADD COLUMN patient TEXT NOT NULL DEFAULT '';
ALTER TABLE message_version ADD COLUMN patient TEXT NOT NULL DEFAULT '';

-- The number of a message whose own was taken back.
ALTER TABLE message_record ADD COLUMN patient TEXT NOT NULL DEFAULT '';
