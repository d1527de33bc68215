-- Rules that protect tags.
CREATE TABLE immutable_rule (
  id         int PRIMARY KEY,
  project_id int NOT NULL,
  disabled   boolean NOT NULL,
  priority   int NOT NULL,
  repositories          text NOT NULL,
  repositories_excluded boolean NOT NULL,
  tags                  text NOT NULL,
  tags_excluded         boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX immutable_rule_by_project ON immutable_rule (project_id, id);
