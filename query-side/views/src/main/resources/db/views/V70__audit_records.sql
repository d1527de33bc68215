-- What of the history is an audit record, and what of that is listed: administrators may switch
-- kinds of operations off, and have records sent elsewhere in place of being listed.
ALTER TABLE audit
  ADD COLUMN described    text,
  ADD COLUMN log_position bigint  NOT NULL DEFAULT 0,
  ADD COLUMN audited      boolean NOT NULL DEFAULT true,
  ADD COLUMN listed       boolean NOT NULL DEFAULT true;
UPDATE audit SET log_position = position WHERE position > 0;
CREATE INDEX audit_by_log_position ON audit (log_position, position);

-- How auditing was set, and from where in the log on.
CREATE TABLE audit_rule (
  position bigint PRIMARY KEY,
  key      text NOT NULL,
  value    text NOT NULL
);
