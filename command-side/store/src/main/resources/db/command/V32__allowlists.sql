-- Lists of accepted vulnerabilities that have been set; project 0 stands for the whole registry.
CREATE TABLE allowlist_row (
  project_id int PRIMARY KEY
);
