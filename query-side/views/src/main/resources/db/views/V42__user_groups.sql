-- Groups of people that an identity provider knows.
CREATE TABLE user_group (
  id      int  PRIMARY KEY,
  name    text COLLATE "C" NOT NULL,
  kind    text NOT NULL,
  ldap_dn text NOT NULL
);
CREATE INDEX user_group_by_name ON user_group (kind, name);

-- What the provider said of a person at the last sign-in.
ALTER TABLE account ADD COLUMN groups jsonb NOT NULL DEFAULT '[]';
ALTER TABLE account ADD COLUMN group_administrator boolean NOT NULL DEFAULT false;
