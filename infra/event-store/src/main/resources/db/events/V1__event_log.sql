-- The log. Rows are only ever added. `payload` and `metadata` are the stored bytes over which history is proven.
create sequence event_index;

create table event (
  global_index bigint      primary key default nextval('event_index'),
  stream       text        not null,
  stream_type  text        not null,
  sequence     bigint      not null,
  event_id     text        not null,
  at           timestamptz not null,
  type         text        not null,
  revision     text        not null,
  payload      bytea       not null,
  metadata     bytea       not null,
  unique (stream, sequence)
);

-- A shortcut to a stream's state; may be deleted at any time.
create table snapshot (
  stream      text        primary key,
  stream_type text        not null,
  sequence    bigint      not null,
  event_id    text        not null,
  at          timestamptz not null,
  type        text        not null,
  revision    text,
  payload     bytea       not null,
  metadata    bytea       not null
);

-- One key a person, wrapped by the master key. Deleting the row erases the person from history.
create table person_key (
  person  text        primary key,
  wrapped bytea       not null,
  made_at timestamptz not null default now()
);

-- Nodes that answer reads from memory: the position their memory has passed, while the lease lives.
create table node (
  id          text        primary key,
  address     text        not null,
  position    bigint      not null,
  lease_until timestamptz not null
);
