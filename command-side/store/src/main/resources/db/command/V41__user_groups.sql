CREATE SEQUENCE user_group_number AS int;

-- Known groups: of LDAP by distinguished name in lower case, others by name.
CREATE TABLE user_group_name (
  group_id int  PRIMARY KEY,
  kind     text NOT NULL,
  name     text COLLATE "C" NOT NULL,
  UNIQUE (kind, name)
);
