-- Whoever keeps the names of a list in memory hears here whether they are still these. It says
-- nothing of the log, so a rebuild does not compare it.
CREATE TABLE list_change (
  list   text COLLATE "C" PRIMARY KEY, -- the name of its table
  change uuid NOT NULL DEFAULT gen_random_uuid() -- another one whenever a name is
) WITH (fillfactor = 50);

CREATE FUNCTION note_list_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE list_change SET change = gen_random_uuid() WHERE list = TG_TABLE_NAME;
  RETURN NULL;
END $$;

INSERT INTO list_change VALUES ('account'), ('user_group');
CREATE TRIGGER note_change AFTER INSERT OR DELETE ON account EXECUTE FUNCTION note_list_change();
CREATE TRIGGER note_change AFTER INSERT OR DELETE ON user_group EXECUTE FUNCTION note_list_change();

-- For each row: of several updates in one statement, a trigger for columns hears of the last alone.
CREATE TRIGGER note_changed AFTER UPDATE ON account FOR EACH ROW
  WHEN ((OLD.name, OLD.deleted) IS DISTINCT FROM (NEW.name, NEW.deleted))
  EXECUTE FUNCTION note_list_change();
CREATE TRIGGER note_changed AFTER UPDATE ON user_group FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION note_list_change();
