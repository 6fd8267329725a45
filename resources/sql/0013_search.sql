-- Schema 13: the search.

-- What can be found, by the id of its message: its words (domain/search_query.h), whom it is about
-- by name and number, and words of ours for what narrows a search: c and the conversation, s and
-- a digest of the sender, "file". No text is kept twice, and what is taken out leaves no trace.
CREATE VIRTUAL TABLE search USING fts5 (
    words, about, facts, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Messages from id `next` on are in the index; those before are put in, the newest first.
-- 0 = all are. version: how their words were taken from the text.
CREATE TABLE search_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    next INTEGER NOT NULL
) STRICT;
INSERT INTO search_state (id, version, next)
    SELECT 1, 1, iif(max(id) IS NULL, 0, max(id) + 1) FROM message;
