-- How long a robot's secret before the latest is good too, and when and from where it called last.
-- The address stays sealed.
ALTER TABLE robot
  ADD COLUMN old_secret_until timestamptz,
  ADD COLUMN used_at timestamptz,
  ADD COLUMN used_from text COLLATE "C";
