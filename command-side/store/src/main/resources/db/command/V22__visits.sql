-- What visitors did: only ever added to, in groups, each sealed by an event that names it. Personal
-- data is sealed as in events.
CREATE TABLE visit (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  visit_group    text        COLLATE "C" NOT NULL,
  at             timestamptz NOT NULL,
  times          int         NOT NULL,
  actor_kind     text        NOT NULL,
  actor_id       int         NOT NULL,
  authentication text        NOT NULL,
  operation      text        NOT NULL,
  resource_type  text        NOT NULL,
  resource       text        NOT NULL,
  resource_id    int,
  project_id     int,
  repository_id  int,
  digest         text        COLLATE "C",
  claimed        text,
  allowed        boolean     NOT NULL,
  request_id     text        NOT NULL,
  address        text,
  agent          text
);
CREATE INDEX visit_by_group ON visit (visit_group);
