-- The ground of every tenant: who works here, what happened, what was asked twice.
create table teams (
  id uuid primary key,
  name text collate "und-x-icu" not null,
  created_at timestamptz not null,
  constraint teams_name_key unique (name)
);

-- The tenant's users, mirrored from platform.users (no foreign key leaves the schema); authority on role and activity.
-- A member is never deleted. What a caller names (assigned_to) has a foreign key to it; created_by, which the server
-- stamps from the token, has none: each would lock the author's row with every write.
create table members (
  id uuid primary key,
  name text collate "und-x-icu" not null,
  email text not null,
  role text not null check (role in ('admin', 'manager', 'agent', 'viewer')),
  team_id uuid constraint members_team_id_fkey references teams,
  language text not null default 'en' check (language in ('en', 'fr', 'ar')),
  active boolean not null default true,
  issuer text,
  subject text,
  created_at timestamptz not null,
  constraint members_email_key unique (email),
  constraint members_subject_key unique (issuer, subject)
);
create index members_team_id_idx on members (team_id);

-- The one log: audit trail, timeline, outbox, undo. Only its numbering may change.
create table events (
  id uuid primary key,
  sequence bigint,
  operation_id uuid not null,
  undoes uuid,
  type text not null,
  record_type text not null,
  record_id uuid not null,
  record_version integer not null,
  actor_type text not null,
  actor_id uuid,
  at timestamptz not null,
  changes jsonb not null,
  request_id text not null,
  note text,
  published_at timestamptz,
  constraint events_sequence_key unique (sequence)
);
create index events_record_id_idx on events (record_id, at desc, id desc);
create index events_operation_id_idx on events (operation_id);
-- The unique index on sequence also finds what has none yet: one index less to write twice an event.
revoke update, delete, truncate on events from current_user;
grant update (published_at, sequence) on events to current_user;

-- Answers to keyed requests, kept by the transaction that made them true.
create table idempotency_keys (
  principal text not null,
  route text not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null,
  constraint idempotency_keys_pkey primary key (principal, route, key)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);

create table jobs (
  id uuid primary key,
  type text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null default 0,
  input jsonb not null,
  result jsonb,
  error text,
  operation_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index jobs_created_at_idx on jobs (created_at);
create index jobs_unfinished_idx on jobs (updated_at) where state in ('waiting', 'running');
