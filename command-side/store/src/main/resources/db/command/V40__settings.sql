-- What is set for the whole registry: the value, or of a secret its sealed form.
CREATE TABLE setting_row (
  key    text COLLATE "C" PRIMARY KEY,
  value  text,
  secret text
);
