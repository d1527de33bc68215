-- Whoever is gone has no role: the rows go with the account or the group, in whatever order a batch
-- writes them.
SET LOCAL transaction_timeout = 0;

CREATE FUNCTION is_gone(kind text, entity int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE kind
    WHEN 'USER' THEN EXISTS (SELECT FROM account a WHERE a.id = entity AND a.deleted)
    ELSE NOT EXISTS (SELECT FROM user_group g WHERE g.id = entity)
  END
$$;

CREATE FUNCTION withdraw_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DELETE FROM %I m USING added n
    WHERE m.id = n.id AND is_gone(n.entity_kind, n.entity_id)', TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE TRIGGER withdraw_added AFTER INSERT ON member
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION withdraw_added();
CREATE TRIGGER withdraw_added AFTER INSERT ON repository_grant
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION withdraw_added();

CREATE FUNCTION withdraw_from_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added n WHERE n.deleted) THEN
    DELETE FROM member m USING added n
    WHERE n.deleted AND m.entity_kind = 'USER' AND m.entity_id = n.id;
    DELETE FROM repository_grant m USING added n
    WHERE n.deleted AND m.entity_kind = 'USER' AND m.entity_id = n.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER withdraw_roles AFTER UPDATE ON account
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION withdraw_from_users();

CREATE FUNCTION withdraw_from_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM member m USING gone o WHERE m.entity_kind = 'GROUP' AND m.entity_id = o.id;
  DELETE FROM repository_grant m USING gone o WHERE m.entity_kind = 'GROUP' AND m.entity_id = o.id;
  RETURN NULL;
END $$;
DROP TRIGGER unname_members ON user_group;
DROP FUNCTION unname_members;
CREATE TRIGGER withdraw_roles AFTER DELETE ON user_group
  REFERENCING OLD TABLE AS gone EXECUTE FUNCTION withdraw_from_groups();

DELETE FROM member WHERE is_gone(entity_kind, entity_id);
DELETE FROM repository_grant WHERE is_gone(entity_kind, entity_id);
