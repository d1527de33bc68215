-- What a visit is used for besides being on record, as the registry was set when it was made.
ALTER TABLE visit
  ADD COLUMN shown   boolean NOT NULL DEFAULT true,
  ADD COLUMN counted boolean NOT NULL DEFAULT true,
  ADD COLUMN timed   boolean NOT NULL DEFAULT true;
