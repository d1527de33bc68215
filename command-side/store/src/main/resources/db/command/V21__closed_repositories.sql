-- A repository that is gone for everybody and is still being emptied has lost its path, which may be
-- taken again at once: it stands here, and "path" is a text that no repository can have.
ALTER TABLE repository_row ADD COLUMN closed_path text COLLATE "C";
CREATE INDEX repository_closed ON repository_row (id) WHERE closed_path IS NOT NULL;
