-- Schema 1. Times are milliseconds since 1970 UTC, 0 = has not happened. Enumerators are
-- those of core/store/rows.h and core/domain/message.h; the CHECK rules keep them in range,
-- so that a row that was read needs no second check. No triggers and no views: the
-- connection runs none (hostile.md I-6).
PRAGMA application_id = 0x536F7474;

CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Signal. Records are opaque. Rows are large, hence with rowid.
CREATE TABLE own_identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    device INTEGER NOT NULL CHECK (device BETWEEN 1 AND 2147483647),
    record BLOB NOT NULL
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    device INTEGER NOT NULL CHECK (device BETWEEN 1 AND 2147483647),
    record BLOB NOT NULL,
    UNIQUE (account, device)
) STRICT;

-- record NULL: a tombstone, the key was used and must never be used again.
CREATE TABLE prekey (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 16777214),
    record BLOB
) STRICT;

CREATE TABLE signed_prekey (
    id INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL,
    record BLOB NOT NULL
) STRICT;

CREATE TABLE peer_identity (
    account TEXT NOT NULL,
    device INTEGER NOT NULL CHECK (device BETWEEN 1 AND 2147483647),
    key BLOB NOT NULL,
    trust INTEGER NOT NULL CHECK (trust BETWEEN 0 AND 3),
    PRIMARY KEY (account, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    account TEXT NOT NULL,
    device INTEGER NOT NULL CHECK (device BETWEEN 1 AND 2147483647),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),
    label TEXT NOT NULL,
    platform TEXT NOT NULL,
    alert_key BLOB NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    PRIMARY KEY (account, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    address TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    group_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    peer TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    draft TEXT NOT NULL DEFAULT '',
    draft_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- AUTOINCREMENT: an id never comes back for another message, and rises with arrival.
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation (id),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
    sender TEXT NOT NULL,
    sender_device INTEGER NOT NULL CHECK (sender_device BETWEEN 0 AND 2147483647),
    origin_id TEXT NOT NULL,
    stanza_id TEXT NOT NULL,
    body TEXT NOT NULL,
    urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 4),
    sent_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    delivery INTEGER NOT NULL CHECK (delivery BETWEEN 0 AND 8),
    relayed_at INTEGER NOT NULL DEFAULT 0,
    delivered_at INTEGER NOT NULL DEFAULT 0,
    read_at INTEGER NOT NULL DEFAULT 0,
    acknowledged_at INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL CHECK (unread IN (0, 1) AND (unread = 0 OR outgoing = 0))
) STRICT;

-- I3, each shown once. Nothing in an undecryptable card (kind 1) is proved, so a forged one
-- must not take the place of the genuine message.
CREATE UNIQUE INDEX message_once ON message (sender, sender_device, origin_id) WHERE kind <> 1;
CREATE UNIQUE INDEX card_once ON message (sender, sender_device, origin_id) WHERE kind = 1;
CREATE INDEX message_page ON message (conversation, id);
CREATE INDEX message_unread ON message (conversation, urgency) WHERE unread = 1;
CREATE INDEX message_delivery ON message (delivery, id) WHERE outgoing = 1 AND delivery < 4;

-- Exact bytes until the relay has them; id is the order in which they go.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin_id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    purpose INTEGER NOT NULL CHECK (purpose BETWEEN 0 AND 2),
    message INTEGER REFERENCES message (id),
    stanza BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

-- Ids of what left this device, to tell its own archived stanzas from a clone's (I7).
CREATE TABLE sent (
    origin_id TEXT PRIMARY KEY NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sent_by_time ON sent (sent_at);

CREATE TABLE receipt_due (
    message INTEGER NOT NULL REFERENCES message (id),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    PRIMARY KEY (message, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    sender TEXT NOT NULL,
    archive_id TEXT NOT NULL,
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 5),
    stanza BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
