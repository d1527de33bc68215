CREATE SEQUENCE immutable_rule_number AS int;

-- Rules that protect tags. They change only under the project's exclusive lock.
CREATE TABLE immutable_rule_row (
  id                    int     PRIMARY KEY,
  project_id            int     NOT NULL,
  disabled              boolean NOT NULL,
  repositories          text    COLLATE "C" NOT NULL,
  repositories_excluded boolean NOT NULL,
  tags                  text    COLLATE "C" NOT NULL,
  tags_excluded         boolean NOT NULL
);
CREATE INDEX immutable_rule_by_project ON immutable_rule_row (project_id);
