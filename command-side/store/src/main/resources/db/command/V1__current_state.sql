-- What decisions need to know of the present, changed in the transaction that appends to the log.
-- Digests and names compare byte by byte; times are the database's.

CREATE SEQUENCE project_number AS int;
CREATE SEQUENCE membership_number AS int;
CREATE SEQUENCE repository_number AS int;
CREATE SEQUENCE artifact_number AS int;
CREATE SEQUENCE tag_number AS int;
CREATE SEQUENCE user_number AS int;
CREATE SEQUENCE robot_number AS int;

-- A living project: its name, and its storage. Every command that changes what the project holds
-- first takes the project's advisory lock, shared to add and exclusive to take away or to set the
-- limit; to add under a limit it takes the row too. "used" is kept only under a limit.
CREATE TABLE project_row (
  id            int    PRIMARY KEY,
  name          text   COLLATE "C" NOT NULL UNIQUE,
  storage_limit bigint NOT NULL,
  used          bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE repository_row (
  id         int  PRIMARY KEY,
  project_id int  NOT NULL,
  path       text COLLATE "C" NOT NULL,
  UNIQUE (project_id, path)
);

-- A digest that is or was in a repository. The row outlives the artifact, since its stream does.
-- "blobs" and "sizes" are what it keeps alive, its manifest included.
CREATE TABLE artifact_row (
  repository_id int      NOT NULL,
  digest        text     COLLATE "C" NOT NULL,
  id            int      NOT NULL,
  here          boolean  NOT NULL,
  subject       text     COLLATE "C",
  blobs         text[]   COLLATE "C" NOT NULL,
  sizes         bigint[] NOT NULL,
  PRIMARY KEY (repository_id, digest)
);
CREATE INDEX artifact_by_subject ON artifact_row (repository_id, subject) WHERE subject IS NOT NULL;

CREATE TABLE artifact_child (
  repository_id int  NOT NULL,
  child         text COLLATE "C" NOT NULL,
  parent        text COLLATE "C" NOT NULL,
  PRIMARY KEY (repository_id, child, parent)
);
CREATE INDEX artifact_child_by_parent ON artifact_child (repository_id, parent);

-- A name that points or pointed at an artifact; "digest" is null when it points nowhere.
CREATE TABLE tag_row (
  repository_id int  NOT NULL,
  name          text COLLATE "C" NOT NULL,
  id            int  NOT NULL,
  digest        text COLLATE "C",
  PRIMARY KEY (repository_id, name)
);
CREATE INDEX tag_by_digest ON tag_row (repository_id, digest) WHERE digest IS NOT NULL;

-- The blob ledger: which artifact keeps which blob alive, and where. Its key answers whether a
-- repository or a project has a blob, and who has it at all.
CREATE TABLE artifact_blob (
  digest        text   COLLATE "C" NOT NULL,
  project_id    int    NOT NULL,
  repository_id int    NOT NULL,
  artifact      int    NOT NULL,
  size          bigint NOT NULL,
  PRIMARY KEY (digest, project_id, repository_id, artifact)
);

-- Blobs that were uploaded or mounted and that no artifact may refer to yet.
CREATE TABLE blob_holding (
  digest     text        COLLATE "C" NOT NULL,
  project_id int         NOT NULL,
  path       text        COLLATE "C" NOT NULL,
  size       bigint      NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (digest, project_id, path)
);

-- Open accounts. Personal, and therefore only here, where it can be erased; in lower case.
CREATE TABLE user_name (
  user_id int  PRIMARY KEY,
  name    text COLLATE "C" NOT NULL UNIQUE,
  email   text COLLATE "C" UNIQUE
);
CREATE TABLE user_credential (
  user_id       int  PRIMARY KEY,
  password_hash text NOT NULL
);

-- Living robots; project 0 stands for the system.
CREATE TABLE robot_name (
  robot_id   int  PRIMARY KEY,
  project_id int  NOT NULL,
  name       text COLLATE "C" NOT NULL,
  UNIQUE (project_id, name)
);
CREATE TABLE robot_credential (
  robot_id    int  PRIMARY KEY,
  secret_hash text NOT NULL
);
