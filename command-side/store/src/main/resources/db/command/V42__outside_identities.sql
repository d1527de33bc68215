-- Who people are at OIDC providers: a hash of issuer and subject, and what is kept sealed for them.
CREATE TABLE outside_identity (
  user_id       int  PRIMARY KEY,
  identity      text COLLATE "C" NOT NULL UNIQUE,
  secret        text,
  refresh_token text,
  good_until    timestamptz NOT NULL DEFAULT now(),
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now()
);
