-- Schema 6: what people say of themselves.

-- The vCard4 of a person in the directory, as it was at fetched_at; all empty = there was none.
CREATE TABLE person_card (
    address TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    department TEXT NOT NULL,
    phone TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;
