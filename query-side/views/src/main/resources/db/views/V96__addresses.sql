-- Accounts are found by e-mail address too.
CREATE INDEX account_by_email ON account (lower(email));
