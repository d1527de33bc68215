-- While a robot's secret is rotated, the one before is good too for a time that was asked for.
ALTER TABLE robot_credential
  ADD COLUMN old_secret_hash text,
  ADD COLUMN old_valid_until timestamptz;
