CREATE SEQUENCE trust_rule_number AS int;
CREATE SEQUENCE exchange_number AS int;

-- The trust rules of living projects. An exchange holds the row of its rule, a change writes it.
CREATE TABLE trust_rule_row (
  id         int     PRIMARY KEY,
  project_id int     NOT NULL,
  name       text    COLLATE "C" NOT NULL,
  revision   int     NOT NULL,
  disabled   boolean NOT NULL,
  UNIQUE (project_id, name)
);
