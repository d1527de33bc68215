-- How many indexes lie one in the other in an artifact, itself included; 0 for what lists nothing.
ALTER TABLE artifact_row ADD COLUMN depth smallint NOT NULL DEFAULT 0;
