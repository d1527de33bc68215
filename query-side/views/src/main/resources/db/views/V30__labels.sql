-- Labels of a project, or of the whole registry where there is no project.
CREATE TABLE label (
  id          int PRIMARY KEY,
  project_id  int,
  name        text COLLATE "C" NOT NULL,
  description text NOT NULL,
  color       text NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX label_by_project ON label (project_id, id);

-- Which labels are on which artifacts.
CREATE TABLE artifact_label (
  artifact_id int NOT NULL,
  label_id    int NOT NULL,
  labelled_at timestamptz NOT NULL,
  PRIMARY KEY (artifact_id, label_id)
);
CREATE INDEX artifact_label_by_label ON artifact_label (label_id, artifact_id);
