-- Schema: emergency access.

-- Each time somebody else opened this vault for reading, written before anything in it was shown.
-- accessor: an address, as they said. reason, method: core/domain/emergency.h. told: the people of
-- emergency.notify_roles have a message about it. seen: the owner confirmed that they know.
CREATE TABLE emergency_access (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    accessor TEXT NOT NULL,
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 4),
    method INTEGER NOT NULL CHECK (method IN (1, 2)),
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1))
) STRICT;
