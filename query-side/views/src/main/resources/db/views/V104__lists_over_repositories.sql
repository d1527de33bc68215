-- Lists over all repositories, of which there may be thousands: of a project's artifacts, and of the
-- repositories that somebody sees.
SET LOCAL transaction_timeout = 0;

CREATE INDEX repository_newest_of_all ON repository (id DESC) INCLUDE (project_id);

-- A repository that is gone keeps artifacts until they are cleared, which nobody sees.
CREATE TABLE repository_gone (
  id         int PRIMARY KEY,
  project_id int NOT NULL
);
INSERT INTO repository_gone
SELECT DISTINCT repository_id, project_id FROM artifact a
WHERE NOT EXISTS (SELECT FROM repository r WHERE r.id = a.repository_id);

-- Repository 0 stands for all of a project together, those that are gone included.
DROP TABLE artifact_total;
CREATE TABLE artifact_total (
  project_id    int     NOT NULL,
  repository_id int     NOT NULL,
  type          text    COLLATE "C" NOT NULL,
  tagged        boolean NOT NULL,
  total         bigint  NOT NULL,
  PRIMARY KEY (project_id, repository_id, type, tagged)
) WITH (fillfactor = 50);
INSERT INTO artifact_total
SELECT project_id, s.scope, type, tag_count > 0, count(*)
FROM artifact CROSS JOIN LATERAL (VALUES (0), (repository_id)) s(scope)
WHERE listed GROUP BY 1, 2, 3, 4;

CREATE VIEW project_artifact_total AS
SELECT project_id, type, tagged, total FROM artifact_total WHERE repository_id = 0
UNION ALL
SELECT t.project_id, t.type, t.tagged, -t.total
FROM repository_gone g
  JOIN artifact_total t ON t.project_id = g.project_id AND t.repository_id = g.id;

CREATE OR REPLACE FUNCTION count_artifacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO artifact_total AS t
    SELECT project_id, s.scope, type, tag_count > 0, count(*)
    FROM added CROSS JOIN LATERAL (VALUES (0), (repository_id)) s(scope)
    WHERE listed GROUP BY 1, 2, 3, 4
    ON CONFLICT (project_id, repository_id, type, tagged)
      DO UPDATE SET total = t.total + excluded.total;
  ELSE
    UPDATE artifact_total t SET total = t.total - g.n
    FROM (SELECT project_id, s.scope, type, tag_count > 0 AS tagged, count(*) AS n
          FROM gone CROSS JOIN LATERAL (VALUES (0), (repository_id)) s(scope)
          WHERE listed GROUP BY 1, 2, 3, 4) g
    WHERE t.project_id = g.project_id AND t.repository_id = g.scope
      AND t.type = g.type AND t.tagged = g.tagged;
    DELETE FROM artifact_total t
    WHERE t.total = 0 AND (t.project_id, t.repository_id) IN (
      SELECT project_id, s.scope FROM gone CROSS JOIN LATERAL (VALUES (0), (repository_id)) s(scope));
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_changed_artifact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.listed THEN
    UPDATE artifact_total SET total = total - 1
    WHERE project_id = OLD.project_id AND repository_id IN (0, OLD.repository_id)
      AND type = OLD.type AND tagged = (OLD.tag_count > 0);
    DELETE FROM artifact_total
    WHERE project_id = OLD.project_id AND repository_id IN (0, OLD.repository_id)
      AND type = OLD.type AND tagged = (OLD.tag_count > 0) AND total = 0;
  END IF;
  IF NEW.listed THEN
    INSERT INTO artifact_total AS t
    VALUES (NEW.project_id, 0, NEW.type, NEW.tag_count > 0, 1),
      (NEW.project_id, NEW.repository_id, NEW.type, NEW.tag_count > 0, 1)
    ON CONFLICT (project_id, repository_id, type, tagged) DO UPDATE SET total = t.total + 1;
  END IF;
  RETURN NULL;
END $$;
