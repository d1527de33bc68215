-- The layer that an artifact shows as its icon, where it brought one.
ALTER TABLE artifact ADD COLUMN icon text COLLATE "C";
CREATE INDEX artifact_by_icon ON artifact (icon) WHERE icon IS NOT NULL;
