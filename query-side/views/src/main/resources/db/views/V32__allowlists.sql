-- Accepted vulnerabilities; project 0 stands for the whole registry.
CREATE TABLE cve_allowlist (
  project_id int PRIMARY KEY,
  cves       jsonb NOT NULL,
  expires_at bigint,
  updated_at timestamptz NOT NULL
);
