CREATE SEQUENCE label_number AS int;

-- Living labels; project 0 stands for the whole registry.
CREATE TABLE label_row (
  id         int  PRIMARY KEY,
  project_id int  NOT NULL,
  name       text COLLATE "C" NOT NULL,
  UNIQUE (project_id, name)
);
