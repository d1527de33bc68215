-- A session that began before this moment is over: the password has changed since.
ALTER TABLE account ADD COLUMN sessions_since timestamptz NOT NULL DEFAULT 'epoch';
