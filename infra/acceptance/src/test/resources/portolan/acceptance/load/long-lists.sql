-- Makes the lists of a small registry long: copies of its rows in the read models, under numbers
-- that nothing else has. {project} is a project with a repository "large", one "tagged" of which
-- {digest} is the artifact, and everything else that lists show; {member} is a user.
SET search_path = views;
SET transaction_timeout = 0;
SET synchronous_commit = off;

CREATE TEMP TABLE home AS
SELECT p.id AS project, l.id AS large, t.id AS tagged, u.id AS member
FROM project p JOIN repository l ON l.name = p.name || '/large'
  JOIN repository t ON t.name = p.name || '/tagged' JOIN account u ON u.name = '{member}'
WHERE p.name = '{project}';

INSERT INTO account (id, name, email, real_name, comment, administrator, deleted, created_at,
  updated_at)
SELECT 10000000 + g, 'long-' || lpad(g::text, 6, '0'), 'long' || g || '@example.org',
  'Person ' || g, '', false, false, now() - g * interval '1 minute', now()
FROM generate_series(1, 20000) g;

INSERT INTO project (id, name, owner_id, is_public, created_at, updated_at)
SELECT 10000000 + g, 'long-' || lpad(g::text, 5, '0'), 1, g % 4 = 0,
  now() - g * interval '1 minute', now() - g * interval '1 second'
FROM generate_series(1, 2000) g;
INSERT INTO project_setting
SELECT id, 'public', is_public::text FROM project WHERE id > 10000000;
INSERT INTO quota
SELECT id, -1, (id * 7919::bigint) % 1000003, created_at, updated_at FROM project WHERE id > 10000000;

-- The member belongs to half of the projects, and each project has ten members more.
INSERT INTO member
SELECT 10000000 + g, 10000000 + g, 'USER', member, 'DEVELOPER', now(), now()
FROM generate_series(1, 2000, 2) g, home
UNION ALL
SELECT 20000000 + g, 10000001 + g % 2000, 'USER', 10000000 + g, 'GUEST', now(), now()
FROM generate_series(1, 20000) g
UNION ALL
SELECT 30000000 + g, project, 'USER', 10000000 + g, 'GUEST', now(), now()
FROM generate_series(1, 11000) g, home;

INSERT INTO repository (id, project_id, name, description, artifact_count, created_at, updated_at)
SELECT 10000000 + g, project, '{project}/app-' || lpad(g::text, 6, '0'), '', 1,
  now() - g * interval '1 minute', now() - (g * 31 % 11000) * interval '1 second'
FROM generate_series(1, 11000) g, home
UNION ALL
SELECT 20000000 + g, p.id, p.name || '/app-' || g, '', 1,
  now() - g * interval '1 minute', now() - (g * 31 % 9000) * interval '1 second'
FROM generate_series(1, 9000) g JOIN project p ON p.id = 10000001 + g % 2000;

INSERT INTO artifact (repository_id, digest, id, project_id, type, media_type, config_media_type,
  artifact_type, manifest_size, size, annotations, attributes, pushed_at, tag_count, parent_count)
SELECT large, 'sha256:' || encode(sha256(g::text::bytea), 'hex'), 10000000 + g, project, a.type,
  a.media_type, a.config_media_type, a.artifact_type, a.manifest_size, a.size + g % 1000,
  a.annotations, a.attributes, now() - g * interval '1 second', g % 2, 0
FROM generate_series(1, 100000) g, home,
  LATERAL (SELECT * FROM artifact WHERE repository_id = large LIMIT 1) a
UNION ALL
SELECT r.id, a.digest, r.id + 10000000, r.project_id, a.type, a.media_type, a.config_media_type,
  a.artifact_type, a.manifest_size, a.size, a.annotations, a.attributes, r.created_at, 1, 0
FROM repository r, home, LATERAL (SELECT * FROM artifact WHERE repository_id = large LIMIT 1) a
WHERE r.id > 10000000;
INSERT INTO tag
SELECT repository_id, 't' || lpad(id::text, 9, '0'), id, digest, pushed_at
FROM artifact WHERE id > 10000000 AND tag_count > 0
UNION ALL
SELECT tagged, 'long-' || lpad(g::text, 6, '0'), 90000000 + g, '{digest}',
  now() - g * interval '1 second'
FROM generate_series(1, 11000) g, home;
UPDATE artifact a SET tag_count = a.tag_count + 11000
FROM home WHERE a.repository_id = tagged AND a.digest = '{digest}';

INSERT INTO robot (id, name, project_id, description, duration, expires_at, disabled, grants,
  creator_kind, creator_id, created_at, updated_at)
SELECT 10000000 + g, 'long' || lpad(g::text, 6, '0'), NULL, '', -1, -1, false, '[]'::jsonb, 'USER', 1,
  now(), now()
FROM generate_series(1, 11000) g
UNION ALL
SELECT 20000000 + g, '{project}+long' || lpad(g::text, 6, '0'), project, '', -1, -1, false, '[]',
  'USER', 1, now(), now()
FROM generate_series(1, 11000) g, home;
INSERT INTO label
SELECT 10000000 + g, NULL::int, 'long-' || g, '', '#FFFFFF', now(), now()
FROM generate_series(1, 11000) g
UNION ALL
SELECT 20000000 + g, project, 'long-' || g, '', '#FFFFFF', now(), now()
FROM generate_series(1, 11000) g, home;
INSERT INTO user_group
SELECT 10000000 + g, 'long-' || lpad(g::text, 6, '0'), 'OIDC', '' FROM generate_series(1, 11000) g;
INSERT INTO immutable_rule
SELECT 10000000 + g, project, true, 0, '**', false, 'never', false, now(), now()
FROM generate_series(1, 11000) g, home;

-- Half of the records are of the one project.
INSERT INTO audit (position, at, actor_kind, actor_id, authentication, operation, resource_type,
  resource, project_id, result, request_id)
SELECT -(10000000 + g), now() - g * interval '3 seconds', 'USER', 10000001 + g % 20000, 'basic',
  CASE WHEN g % 10 < 7 THEN 'pull' WHEN g % 10 = 7 THEN 'create' WHEN g % 10 = 8 THEN 'delete'
    ELSE 'update' END,
  'artifact',
  CASE WHEN g % 2 = 0 THEN '{project}/large' ELSE 'long-' || lpad((1 + g % 2000)::text, 5, '0') || '/app' END
    || '@sha256:' || md5(g::text) || md5((g + 1)::text),
  CASE WHEN g % 2 = 0 THEN project ELSE 10000001 + g % 2000 END, true, md5(g::text)
FROM generate_series(1, 1000000) g, home;
