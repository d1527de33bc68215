-- Whoever keeps the names of a list in memory hears here whether they are still these: the
-- transaction that changed them last. It says nothing of the log, so a rebuild does not compare it.
CREATE TABLE list_change (
  list           text   COLLATE "C" PRIMARY KEY, -- the name of its table
  transaction_id bigint NOT NULL
) WITH (fillfactor = 50);

CREATE FUNCTION note_list_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE list_change SET transaction_id = pg_current_xact_id()::text::bigint
  WHERE list = TG_TABLE_NAME;
  RETURN NULL;
END $$;

DO $$
DECLARE
  list text;
BEGIN
  FOREACH list IN ARRAY '{account,user_group}'::text[] LOOP
    INSERT INTO list_change VALUES (list, pg_current_xact_id()::text::bigint);
    EXECUTE format('CREATE TRIGGER note_change AFTER INSERT OR DELETE ON %I
      EXECUTE FUNCTION note_list_change()', list);
  END LOOP;
END $$;
CREATE TRIGGER note_changed AFTER UPDATE OF name, deleted ON account
  EXECUTE FUNCTION note_list_change();
CREATE TRIGGER note_changed AFTER UPDATE OF name ON user_group
  EXECUTE FUNCTION note_list_change();
