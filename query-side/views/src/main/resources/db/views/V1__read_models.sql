-- Read models: everything here follows from the event log and may be thrown away.
-- Names carry no schema, so that a rebuild can make the same tables beside the live ones.

-- How far each group of read models has followed the log.
CREATE TABLE projection (
  name     text PRIMARY KEY,
  position bigint NOT NULL
);

-- What things are or were called; a name outlives its thing, so that the audit trail can say it.
CREATE TABLE known_name (
  kind text NOT NULL,
  id   int  NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE TABLE project (
  id         int PRIMARY KEY,
  name       text COLLATE "C" NOT NULL,
  owner_id   int NOT NULL,
  is_public  boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX project_by_name ON project (name);

CREATE TABLE project_setting (
  project_id int  NOT NULL,
  key        text NOT NULL,
  value      text NOT NULL,
  PRIMARY KEY (project_id, key)
);

CREATE TABLE member (
  id          int PRIMARY KEY,
  project_id  int NOT NULL,
  entity_kind text NOT NULL,
  entity_id   int NOT NULL,
  role        text NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX member_by_project ON member (project_id, entity_kind, entity_id);
CREATE INDEX member_by_entity ON member (entity_kind, entity_id, project_id);

CREATE TABLE quota (
  project_id int PRIMARY KEY,
  hard       bigint NOT NULL,
  used       bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Each blob of a project once, with the number of artifacts that keep it alive.
CREATE TABLE project_blob (
  project_id int    NOT NULL,
  digest     text COLLATE "C"   NOT NULL,
  size       bigint NOT NULL,
  refs       bigint NOT NULL,
  PRIMARY KEY (project_id, digest)
);

CREATE TABLE repository (
  id             int PRIMARY KEY,
  project_id     int NOT NULL,
  name           text COLLATE "C" NOT NULL,
  description    text NOT NULL,
  artifact_count bigint NOT NULL,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX repository_by_name ON repository (name);
CREATE INDEX repository_by_project ON repository (project_id, name);

CREATE TABLE artifact (
  repository_id int  NOT NULL,
  digest        text COLLATE "C" NOT NULL,
  id            int  NOT NULL,
  project_id    int  NOT NULL,
  type          text NOT NULL,
  media_type    text NOT NULL,
  config_media_type text,
  artifact_type text,
  manifest_size bigint NOT NULL,
  size          bigint NOT NULL,
  subject       text COLLATE "C",
  annotations   jsonb,
  attributes    jsonb,
  pushed_at     timestamptz NOT NULL,
  tag_count     int NOT NULL,
  parent_count  int NOT NULL,
  -- What a list shows when nothing else is asked for.
  listed        boolean GENERATED ALWAYS AS (subject IS NULL AND (tag_count > 0 OR parent_count = 0)) STORED,
  PRIMARY KEY (repository_id, digest)
) WITH (fillfactor = 80);
CREATE INDEX artifact_by_id ON artifact (id);
CREATE INDEX artifact_listed ON artifact (repository_id, id DESC) WHERE listed;
CREATE INDEX artifact_listed_of_project ON artifact (project_id, id DESC) WHERE listed;
CREATE INDEX artifact_by_subject ON artifact (repository_id, subject, digest) WHERE subject IS NOT NULL;

-- Which manifests an index lists.
CREATE TABLE artifact_child (
  artifact_id   int  NOT NULL,
  ordinal       int  NOT NULL,
  repository_id int  NOT NULL,
  digest        text COLLATE "C" NOT NULL,
  platform      jsonb,
  annotations   jsonb,
  PRIMARY KEY (artifact_id, ordinal)
);
CREATE INDEX artifact_child_by_digest ON artifact_child (repository_id, digest);

-- Which blobs an artifact keeps readable in its repository, its manifest included.
CREATE TABLE artifact_blob (
  repository_id int    NOT NULL,
  digest        text COLLATE "C"   NOT NULL,
  artifact_id   int    NOT NULL,
  size          bigint NOT NULL,
  PRIMARY KEY (repository_id, digest, artifact_id)
);
CREATE INDEX artifact_blob_by_artifact ON artifact_blob (artifact_id);

CREATE TABLE tag (
  repository_id int  NOT NULL,
  name          text COLLATE "C" NOT NULL,
  id            int  NOT NULL,
  digest        text COLLATE "C" NOT NULL,
  pushed_at     timestamptz NOT NULL,
  PRIMARY KEY (repository_id, name)
);
CREATE INDEX tag_by_digest ON tag (repository_id, digest);

-- Where each tag pointed, and when: true from one event to the next.
CREATE TABLE tag_history (
  repository_id int    NOT NULL,
  name          text COLLATE "C" NOT NULL,
  from_position bigint NOT NULL,
  id            int    NOT NULL,
  digest        text COLLATE "C"   NOT NULL,
  valid_from    timestamptz NOT NULL,
  to_position   bigint,
  valid_to      timestamptz,
  PRIMARY KEY (repository_id, name, from_position)
);

CREATE TABLE account (
  id            int PRIMARY KEY,
  name          text COLLATE "C",
  email         text,
  real_name     text,
  comment       text,
  administrator boolean NOT NULL,
  deleted       boolean NOT NULL,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);
CREATE INDEX account_by_name ON account (lower(name));

CREATE TABLE robot (
  id           int PRIMARY KEY,
  name         text COLLATE "C" NOT NULL,
  project_id   int,
  description  text NOT NULL,
  duration     bigint NOT NULL,
  expires_at   bigint NOT NULL,
  disabled     boolean NOT NULL,
  grants       jsonb NOT NULL,
  creator_kind text NOT NULL,
  creator_id   int NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE INDEX robot_by_name ON robot (name);
CREATE INDEX robot_by_project ON robot (project_id, name);

-- What was done, by whom, to what. Address and agent stay sealed and are opened when read.
CREATE TABLE audit (
  position       bigint PRIMARY KEY,
  at             timestamptz NOT NULL,
  actor_kind     text NOT NULL,
  actor_id       int  NOT NULL,
  authentication text NOT NULL,
  operation      text NOT NULL,
  resource_type  text NOT NULL,
  resource       text NOT NULL,
  resource_id    int,
  project_id     int,
  old_value      jsonb,
  new_value      jsonb,
  result         boolean NOT NULL,
  request_id     text NOT NULL,
  reason         text,
  address        text,
  agent          text
);
CREATE INDEX audit_by_project ON audit (project_id, position DESC);
CREATE INDEX audit_by_actor ON audit (actor_kind, actor_id, position DESC);
CREATE INDEX audit_by_time ON audit (at);
