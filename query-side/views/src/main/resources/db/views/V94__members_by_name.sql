-- Members are listed by name, which is the account's or the group's. Triggers keep it here too, so
-- that an index has the order of the list.
SET LOCAL transaction_timeout = 0;

ALTER TABLE member ADD COLUMN name text COLLATE "C";

CREATE FUNCTION name_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE member m SET name = coalesce(a.name, g.name)
  FROM added n
    LEFT JOIN account a ON n.entity_kind = 'USER' AND a.id = n.entity_id
    LEFT JOIN user_group g ON n.entity_kind = 'GROUP' AND g.id = n.entity_id
  WHERE m.id = n.id;
  RETURN NULL;
END $$;
CREATE TRIGGER name_added AFTER INSERT ON member
  REFERENCING NEW TABLE AS added EXECUTE FUNCTION name_members();

CREATE FUNCTION rename_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE member m SET name = n.name
  FROM gone o JOIN added n USING (id)
  WHERE n.name IS DISTINCT FROM o.name AND m.entity_kind = TG_ARGV[0] AND m.entity_id = n.id;
  RETURN NULL;
END $$;
CREATE TRIGGER rename_members AFTER UPDATE ON account
  REFERENCING OLD TABLE AS gone NEW TABLE AS added EXECUTE FUNCTION rename_members('USER');
CREATE TRIGGER rename_members AFTER UPDATE ON user_group
  REFERENCING OLD TABLE AS gone NEW TABLE AS added EXECUTE FUNCTION rename_members('GROUP');

CREATE FUNCTION unname_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE member m SET name = NULL
  FROM gone o WHERE m.entity_kind = 'GROUP' AND m.entity_id = o.id;
  RETURN NULL;
END $$;
CREATE TRIGGER unname_members AFTER DELETE ON user_group
  REFERENCING OLD TABLE AS gone EXECUTE FUNCTION unname_members();

UPDATE member m SET name = a.name FROM account a WHERE m.entity_kind = 'USER' AND a.id = m.entity_id;
UPDATE member m SET name = g.name
FROM user_group g WHERE m.entity_kind = 'GROUP' AND g.id = m.entity_id;
CREATE INDEX member_listed ON member (project_id, name, id);
