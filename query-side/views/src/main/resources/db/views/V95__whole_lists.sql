-- Lists as long as an organisation: how many rows they have without any criterion, and indexes in
-- their order.
SET LOCAL transaction_timeout = 0;

CREATE TABLE list_total (
  list  text   COLLATE "C" NOT NULL, -- the name of its table
  scope int    NOT NULL, -- the project, or 0
  total bigint NOT NULL,
  PRIMARY KEY (list, scope)
) WITH (fillfactor = 50);

-- A row never changes its project. A person's row stays when the account is deleted.
CREATE FUNCTION count_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO list_total AS t
    SELECT TG_TABLE_NAME, coalesce((to_jsonb(a) ->> 'project_id')::int, 0), count(*)
    FROM added a WHERE coalesce(to_jsonb(a) ->> 'deleted', 'false') = 'false' GROUP BY 2
    ON CONFLICT (list, scope) DO UPDATE SET total = t.total + excluded.total;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE list_total t SET total = t.total - g.n
    FROM (SELECT coalesce((to_jsonb(d) ->> 'project_id')::int, 0) AS scope, count(*) AS n
          FROM gone d GROUP BY 1) g
    WHERE t.list = TG_TABLE_NAME AND t.scope = g.scope;
    DELETE FROM list_total t WHERE t.list = TG_TABLE_NAME AND t.total = 0;
  ELSE
    UPDATE list_total t SET total = t.total + c.n
    FROM (SELECT count(*) FILTER (WHERE o.deleted) - count(*) FILTER (WHERE n.deleted) AS n
          FROM gone o JOIN added n USING (id)) c
    WHERE t.list = TG_TABLE_NAME AND t.scope = 0 AND c.n <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER count_changed AFTER UPDATE ON account
  REFERENCING OLD TABLE AS gone NEW TABLE AS added EXECUTE FUNCTION count_lists();

DO $$
DECLARE
  list text;
BEGIN
  FOREACH list IN ARRAY '{account,robot,member,label,user_group,immutable_rule}'::text[] LOOP
    EXECUTE format('CREATE TRIGGER count_added AFTER INSERT ON %I
      REFERENCING NEW TABLE AS added EXECUTE FUNCTION count_lists()', list);
    EXECUTE format('CREATE TRIGGER count_gone AFTER DELETE ON %I
      REFERENCING OLD TABLE AS gone EXECUTE FUNCTION count_lists()', list);
  END LOOP;
END $$;

INSERT INTO list_total
SELECT 'account', 0, count(*) FROM account WHERE NOT deleted HAVING count(*) > 0
UNION ALL SELECT 'robot', coalesce(project_id, 0), count(*) FROM robot GROUP BY 2
UNION ALL SELECT 'member', project_id, count(*) FROM member GROUP BY 2
UNION ALL SELECT 'label', coalesce(project_id, 0), count(*) FROM label GROUP BY 2
UNION ALL SELECT 'user_group', 0, count(*) FROM user_group HAVING count(*) > 0
UNION ALL SELECT 'immutable_rule', project_id, count(*) FROM immutable_rule GROUP BY 2;

CREATE INDEX robot_listed ON robot (project_id, name, id);
DROP INDEX robot_by_project;
-- An index has no order of the rest where a column is null.
CREATE INDEX robot_of_system ON robot (name, id) WHERE project_id IS NULL;
CREATE INDEX label_of_system ON label (id) WHERE project_id IS NULL;
