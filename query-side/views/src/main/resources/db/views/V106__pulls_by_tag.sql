-- When something was pulled by a tag; an artifact has the time of any pull.
SET LOCAL transaction_timeout = 0;

ALTER TABLE tag ADD COLUMN pulled_at timestamptz;

DO $$
BEGIN
  IF EXISTS (SELECT FROM tag) AND to_regclass('public.visit') IS NOT NULL THEN
    UPDATE tag t SET pulled_at = p.at
    FROM (SELECT v.repository_id, v.resource, max(v.at) AS at FROM public.visit v
          WHERE v.operation = 'pull' AND v.allowed AND v.timed GROUP BY 1, 2) p
    WHERE t.repository_id = p.repository_id AND p.resource = ':' || t.name
      AND p.at >= (SELECT min(h.valid_from) FROM tag_history h
                   WHERE h.repository_id = t.repository_id AND h.name = t.name AND h.id = t.id);
  END IF;
END $$;
