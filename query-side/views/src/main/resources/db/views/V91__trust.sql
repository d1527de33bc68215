-- Trust rules of projects.
CREATE TABLE trust_rule (
  id         int PRIMARY KEY,
  project_id int NOT NULL,
  name       text COLLATE "C" NOT NULL,
  issuer     text COLLATE "C" NOT NULL,
  disabled   boolean NOT NULL,
  spec       jsonb NOT NULL,
  revision   int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX trust_rule_by_project ON trust_rule (project_id, id);

-- Workloads that exchanged a token. One is good as long as its rule is as it was.
CREATE TABLE workload (
  id         int PRIMARY KEY,
  rule_id    int NOT NULL,
  revision   int NOT NULL,
  project_id int NOT NULL,
  expires_at timestamptz NOT NULL
);
