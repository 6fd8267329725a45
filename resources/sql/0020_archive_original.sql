-- Schema 20: what is due to the clinic's archive as it was, until the archive has it.

-- Of a message that was corrected or taken back before the archive said that it has it: the copy
-- as it was to be handed in, XML. Removed when the archive has it.
CREATE TABLE archive_original (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    copy BLOB NOT NULL
) STRICT;
CREATE INDEX change_target ON change (target);
