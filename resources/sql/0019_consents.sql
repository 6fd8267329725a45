-- Schema 19: how patients agreed to be contacted outside Sotto (45 CFR 164.522(b)).

-- patient_key: recordKey() of the number, by which a patient is found. channel:
-- core/domain/consent.h. agreed_on: the patient's day, "2026-11-23". Nothing is removed: what is
-- revoked says when and by whom.
CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    patient_key TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    channel INTEGER NOT NULL CHECK (channel BETWEEN 0 AND 3),
    scope TEXT NOT NULL,
    notice TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    recorded_at_ms INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    revoked_at_ms INTEGER NOT NULL DEFAULT 0,
    revoked_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consent_of ON consent (patient_key);
