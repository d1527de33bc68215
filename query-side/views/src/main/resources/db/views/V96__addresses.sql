-- Accounts are found by e-mail address too.
CREATE INDEX account_by_email ON account (lower(email));

-- Where else the manifest may be that an index lists; null when it says nothing of it.
ALTER TABLE artifact_child ADD COLUMN urls jsonb;
