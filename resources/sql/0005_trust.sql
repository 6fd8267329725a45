-- Schema 5: whom to trust.

-- The identity key that the account offers for that device in place of the one that we know;
-- empty = it does not (then key_changed_at is 0, too).
ALTER TABLE device ADD COLUMN offered_key BLOB NOT NULL DEFAULT x'';

-- What its owner's correspondent, our person, knows of that key: 0 = nothing yet,
-- 1 = it was there when the two first met, 2 = it came later, and a line said so.
ALTER TABLE peer_identity ADD COLUMN novelty INTEGER NOT NULL DEFAULT 0
    CHECK (novelty BETWEEN 0 AND 2);
CREATE INDEX peer_identity_untold ON peer_identity (account) WHERE novelty = 0;

-- How far an urgent message goes that waited for this choice: 0 = to the devices that were
-- known before, 1 = to all that are trusted.
CREATE TABLE urgent_choice (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    reach INTEGER NOT NULL CHECK (reach BETWEEN 0 AND 1)
) STRICT;
