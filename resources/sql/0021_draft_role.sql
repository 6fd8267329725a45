-- Schema 21: whom a draft is for.

-- The role on call that it is written to; '' = the peer of the conversation.
ALTER TABLE conversation ADD COLUMN draft_role TEXT NOT NULL DEFAULT '';
