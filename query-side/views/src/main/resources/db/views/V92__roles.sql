-- Roles that administrators made, and who has one, in a project or in some of its repositories.
ALTER TABLE member ADD COLUMN custom_role int;

CREATE TABLE custom_role (
  id          int PRIMARY KEY,
  name        text NOT NULL,
  description text NOT NULL,
  shown_as    text NOT NULL,
  permissions jsonb NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);

CREATE TABLE repository_grant (
  id           int PRIMARY KEY,
  project_id   int NOT NULL,
  entity_kind  text NOT NULL,
  entity_id    int NOT NULL,
  repositories text COLLATE "C" NOT NULL,
  role         text NOT NULL,
  custom_role  int,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE INDEX repository_grant_by_project ON repository_grant (project_id, entity_kind, entity_id);
CREATE INDEX repository_grant_by_entity ON repository_grant (entity_kind, entity_id, project_id);
