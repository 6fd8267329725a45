-- Schema 17: what our person wants of a conversation: it stands above others in the list; what is
-- not urgent there makes no sound. Both are of this vault and are told to nobody.
ALTER TABLE conversation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
ALTER TABLE conversation ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1));
