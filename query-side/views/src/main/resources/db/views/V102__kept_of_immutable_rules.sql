-- What clients keep in the rules that protect tags.
ALTER TABLE immutable_rule
  ADD COLUMN repositories_extras text,
  ADD COLUMN tags_extras         text,
  ADD COLUMN params              text;
