-- Members and teams have versions, as everything whose changes are events.
alter table members add column version integer not null default 1;
alter table teams add column version integer not null default 1;

-- Who may join. The link's token names the tenant and is known here by its hash alone; each turn (a new link) has
-- another. What was accepted or taken back has ended.
create table invitations (
  id uuid primary key,
  email text not null,
  role text not null check (role in ('admin', 'manager', 'agent', 'viewer')),
  team_id uuid constraint invitations_team_id_fkey references teams,
  language text not null check (language in ('en', 'fr', 'ar')),
  token_hash text not null,
  turn integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  constraint invitations_token_hash_key unique (token_hash)
);
create index invitations_team_id_idx on invitations (team_id);
-- One open invitation an address.
create unique index invitations_email_key on invitations (email) where ended_at is null;
