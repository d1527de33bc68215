CREATE SEQUENCE repository_grant_number AS int;

-- Above the numbers of Harbor's own roles.
CREATE SEQUENCE custom_role_number AS int START 101;

-- Roles that administrators made. Whoever gives one holds its row.
CREATE TABLE custom_role_row (
  id       int  PRIMARY KEY,
  name     text NOT NULL,
  shown_as text NOT NULL
);
CREATE UNIQUE INDEX custom_role_by_name ON custom_role_row (lower(name));

-- Memberships and grants that have one of them.
CREATE TABLE custom_role_seat (
  seat       text NOT NULL,
  number     int  NOT NULL,
  project_id int  NOT NULL,
  role_id    int  NOT NULL,
  PRIMARY KEY (seat, number)
);
CREATE INDEX custom_role_seat_by_role ON custom_role_seat (role_id);
CREATE INDEX custom_role_seat_by_project ON custom_role_seat (project_id);
