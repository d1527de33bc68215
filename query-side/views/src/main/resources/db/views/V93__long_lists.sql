-- Indexes of a large registry take their time.
SET LOCAL transaction_timeout = 0;

-- How many rows long lists have, since to count them takes as long as they are long. Triggers keep
-- it, in the transaction that changes the rows; what has no rows has none here.

-- What a list of artifacts shows when no more is asked for, by what it can be narrowed to.
CREATE TABLE artifact_total (
  repository_id int     NOT NULL,
  type          text    COLLATE "C" NOT NULL,
  tagged        boolean NOT NULL,
  total         bigint  NOT NULL,
  PRIMARY KEY (repository_id, type, tagged)
) WITH (fillfactor = 50);

CREATE TABLE repository_total (
  project_id int    PRIMARY KEY,
  total      bigint NOT NULL
) WITH (fillfactor = 50);

-- Of the audit trail; project 0 stands for all together.
CREATE TABLE audit_total (
  project_id    int     NOT NULL,
  operation     text    COLLATE "C" NOT NULL,
  resource_type text    COLLATE "C" NOT NULL,
  result        boolean NOT NULL,
  listed        boolean NOT NULL,
  total         bigint  NOT NULL,
  PRIMARY KEY (project_id, operation, resource_type, result, listed)
) WITH (fillfactor = 50);

CREATE FUNCTION count_artifacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO artifact_total AS t
    SELECT repository_id, type, tag_count > 0, count(*) FROM added WHERE listed GROUP BY 1, 2, 3
    ON CONFLICT (repository_id, type, tagged) DO UPDATE SET total = t.total + excluded.total;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE artifact_total t SET total = t.total - g.n
    FROM (SELECT repository_id, type, tag_count > 0 AS tagged, count(*) AS n
          FROM gone WHERE listed GROUP BY 1, 2, 3) g
    WHERE t.repository_id = g.repository_id AND t.type = g.type AND t.tagged = g.tagged;
    DELETE FROM artifact_total t
    WHERE t.total = 0 AND t.repository_id IN (SELECT repository_id FROM gone);
  ELSIF EXISTS (
      SELECT FROM gone JOIN added USING (repository_id, digest)
      WHERE (gone.listed, gone.type, gone.tag_count > 0)
        <> (added.listed, added.type, added.tag_count > 0)) THEN
    INSERT INTO artifact_total AS t
    SELECT repository_id, type, tagged, sum(n) FROM (
      SELECT repository_id, type, tag_count > 0 AS tagged, 1 AS n FROM added WHERE listed
      UNION ALL
      SELECT repository_id, type, tag_count > 0, -1 FROM gone WHERE listed) c
    GROUP BY 1, 2, 3 HAVING sum(n) <> 0
    ON CONFLICT (repository_id, type, tagged) DO UPDATE SET total = t.total + excluded.total;
    DELETE FROM artifact_total t
    WHERE t.total = 0 AND t.repository_id IN (SELECT repository_id FROM gone);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON artifact
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION count_artifacts();
CREATE TRIGGER count_changed AFTER UPDATE ON artifact
  REFERENCING OLD TABLE AS gone NEW TABLE AS added EXECUTE FUNCTION count_artifacts();
CREATE TRIGGER count_gone AFTER DELETE ON artifact
  REFERENCING OLD TABLE AS gone EXECUTE FUNCTION count_artifacts();

-- A repository never changes its project.
CREATE FUNCTION count_repositories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO repository_total AS t
    SELECT project_id, count(*) FROM added GROUP BY project_id
    ON CONFLICT (project_id) DO UPDATE SET total = t.total + excluded.total;
  ELSE
    UPDATE repository_total t SET total = t.total - g.n
    FROM (SELECT project_id, count(*) AS n FROM gone GROUP BY project_id) g
    WHERE t.project_id = g.project_id;
    DELETE FROM repository_total t
    WHERE t.total = 0 AND t.project_id IN (SELECT project_id FROM gone);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON repository
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION count_repositories();
CREATE TRIGGER count_gone AFTER DELETE ON repository
  REFERENCING OLD TABLE AS gone EXECUTE FUNCTION count_repositories();

-- The audit trail only grows.
CREATE FUNCTION count_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_total AS t
  SELECT s.scope, operation, resource_type, result, listed, count(*)
  FROM added CROSS JOIN LATERAL (VALUES (0), (project_id)) s(scope) WHERE s.scope IS NOT NULL
  GROUP BY s.scope, operation, resource_type, result, listed
  ON CONFLICT (project_id, operation, resource_type, result, listed)
    DO UPDATE SET total = t.total + excluded.total;
  RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON audit
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION count_audit();

INSERT INTO artifact_total
SELECT repository_id, type, tag_count > 0, count(*) FROM artifact WHERE listed GROUP BY 1, 2, 3;
INSERT INTO repository_total SELECT project_id, count(*) FROM repository GROUP BY project_id;
INSERT INTO audit_total
SELECT s.scope, operation, resource_type, result, listed, count(*)
FROM audit CROSS JOIN LATERAL (VALUES (0), (project_id)) s(scope) WHERE s.scope IS NOT NULL
GROUP BY s.scope, operation, resource_type, result, listed;

-- A page far behind passes over keys, which an index alone gives in the order of the list.
CREATE INDEX account_listed ON account (name, id) WHERE NOT deleted;
CREATE INDEX artifact_newest ON artifact (repository_id, id DESC) INCLUDE (type) WHERE listed;
DROP INDEX artifact_listed;
CREATE INDEX artifact_listed_by_push ON artifact (repository_id, pushed_at DESC, id DESC)
  WHERE listed;
CREATE INDEX artifact_newest_of_project ON artifact (project_id, id DESC) INCLUDE (repository_id)
  WHERE listed;
DROP INDEX artifact_listed_of_project;
CREATE INDEX repository_newest ON repository (project_id, id DESC);
CREATE INDEX tag_newest ON tag (repository_id, digest, id DESC, name);
DROP INDEX tag_by_digest;
CREATE INDEX user_group_listed ON user_group (name, id);
CREATE INDEX audit_newest ON audit (at DESC, position DESC)
  INCLUDE (listed, project_id, operation, resource_type, result);
CREATE INDEX audit_newest_of_project ON audit (project_id, at DESC, position DESC)
  INCLUDE (listed, operation, resource_type, result);
DROP INDEX audit_by_time_and_position;
DROP INDEX audit_by_project_and_time;
