-- What somebody has set for the whole registry; all else is as ever.
CREATE TABLE setting (
  key   text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);
