-- Most changes of an artifact, as by one more tag, change no total. A trigger for each statement is
-- called for all of them, and for every push, whose statement could change a row.
DROP TRIGGER count_changed ON artifact;

CREATE FUNCTION count_changed_artifact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.listed THEN
    UPDATE artifact_total SET total = total - 1
    WHERE repository_id = OLD.repository_id AND type = OLD.type AND tagged = (OLD.tag_count > 0);
    DELETE FROM artifact_total
    WHERE repository_id = OLD.repository_id AND type = OLD.type AND tagged = (OLD.tag_count > 0)
      AND total = 0;
  END IF;
  IF NEW.listed THEN
    INSERT INTO artifact_total AS t VALUES (NEW.repository_id, NEW.type, NEW.tag_count > 0, 1)
    ON CONFLICT (repository_id, type, tagged) DO UPDATE SET total = t.total + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_changed AFTER UPDATE ON artifact FOR EACH ROW
  WHEN ((OLD.listed, OLD.type, OLD.tag_count > 0)
    IS DISTINCT FROM (NEW.listed, NEW.type, NEW.tag_count > 0))
  EXECUTE FUNCTION count_changed_artifact();

CREATE OR REPLACE FUNCTION count_artifacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO artifact_total AS t
    SELECT repository_id, type, tag_count > 0, count(*) FROM added WHERE listed GROUP BY 1, 2, 3
    ON CONFLICT (repository_id, type, tagged) DO UPDATE SET total = t.total + excluded.total;
  ELSE
    UPDATE artifact_total t SET total = t.total - g.n
    FROM (SELECT repository_id, type, tag_count > 0 AS tagged, count(*) AS n
          FROM gone WHERE listed GROUP BY 1, 2, 3) g
    WHERE t.repository_id = g.repository_id AND t.type = g.type AND t.tagged = g.tagged;
    DELETE FROM artifact_total t
    WHERE t.total = 0 AND t.repository_id IN (SELECT repository_id FROM gone);
  END IF;
  RETURN NULL;
END $$;
