-- How often and when things were pulled. A repository keeps no time of its own: that is the latest
-- of its artifacts.
ALTER TABLE repository ADD COLUMN pull_count bigint NOT NULL DEFAULT 0;
ALTER TABLE artifact ADD COLUMN pulled_at timestamptz;

-- Visits stand beside operations in the order of time.
CREATE INDEX audit_by_project_and_time ON audit (project_id, at DESC, position DESC);
CREATE INDEX audit_by_time_and_position ON audit (at DESC, position DESC);
DROP INDEX audit_by_time;
DROP INDEX audit_by_project;
