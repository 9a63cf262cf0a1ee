-- Users sign in here; what they are in a tenant stands in that tenant's `members`. The first four tables are
-- better-auth's, spelled our way.

create table users (
  id uuid not null constraint users_id_pkey primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint users_email_key unique (email),
  constraint users_email_check check (email = lower(email))
);

create table sessions (
  id uuid not null constraint sessions_id_pkey primary key,
  user_id uuid not null constraint sessions_user_id_fkey references users on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint sessions_token_key unique (token)
);
create index sessions_user_id_idx on sessions (user_id);

create table accounts (
  id uuid not null constraint accounts_id_pkey primary key,
  user_id uuid not null constraint accounts_user_id_fkey references users on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint accounts_provider_id_account_id_key unique (provider_id, account_id)
);
create index accounts_user_id_idx on accounts (user_id);

create table verifications (
  id uuid not null constraint verifications_id_pkey primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_identifier_idx on verifications (identifier);

-- A session's refresh tokens form one chain: each is spent once and names its successor. Only hashes are stored.
create table refresh_tokens (
  hash bytea not null constraint refresh_tokens_hash_pkey primary key,
  session_id uuid not null constraint refresh_tokens_session_id_fkey references sessions on delete cascade,
  tenant_id uuid not null constraint refresh_tokens_tenant_id_fkey references tenants on delete cascade,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  successor bytea
);
create index refresh_tokens_session_id_idx on refresh_tokens (session_id);
create index refresh_tokens_tenant_id_idx on refresh_tokens (tenant_id);

create table memberships (
  tenant_id uuid not null constraint memberships_tenant_id_fkey references tenants on delete cascade,
  user_id uuid not null constraint memberships_user_id_fkey references users on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint memberships_tenant_id_user_id_pkey primary key (tenant_id, user_id)
);
create index memberships_user_id_idx on memberships (user_id);

-- Counters of rate-limiter-flexible; `expire` is in milliseconds since 1970. Keys hold hashes, no addresses.
create table login_attempts (
  key text not null constraint login_attempts_key_pkey primary key,
  points integer not null default 0,
  expire bigint
);
create index login_attempts_expire_idx on login_attempts (expire);
