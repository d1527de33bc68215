-- How far in the log audit records have been sent elsewhere. The one row is held while sending.
CREATE TABLE audit_forwarding (
  one          boolean PRIMARY KEY DEFAULT true CHECK (one),
  log_position bigint  NOT NULL
);
INSERT INTO audit_forwarding (log_position) VALUES (0);
