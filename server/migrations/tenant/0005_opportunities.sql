create table pipelines (
  id uuid primary key,
  name text collate "und-x-icu" not null,
  is_default boolean not null,
  position integer not null,
  created_at timestamptz not null,
  constraint pipelines_name_key unique (name)
);

create table stages (
  id uuid primary key,
  pipeline_id uuid not null constraint stages_pipeline_id_fkey references pipelines,
  key text not null,
  name text collate "und-x-icu" not null,
  position integer not null,
  probability integer not null check (probability between 0 and 100),
  kind text not null check (kind in ('open', 'won', 'lost')),
  aliases text[] not null,
  constraint stages_key_key unique (pipeline_id, key)
);

create table opportunities (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  name text collate "und-x-icu" not null,
  pipeline_id uuid not null constraint opportunities_pipeline_id_fkey references pipelines,
  stage text not null,
  status text not null check (status in ('open', 'won', 'lost')),
  probability integer not null check (probability between 0 and 100),
  amount numeric(14, 2),
  currency text,
  account_id uuid constraint opportunities_account_id_fkey references accounts,
  contact_id uuid constraint opportunities_contact_id_fkey references contacts,
  lead_id uuid constraint opportunities_lead_id_fkey references leads on delete set null,
  description text,
  expected_close_date date,
  actual_close_date date,
  travel_type text,
  destinations text[] not null,
  departure_date date,
  return_date date,
  number_of_adults integer,
  number_of_children integer,
  number_of_infants integer,
  budget_level text,
  assigned_to uuid constraint opportunities_assigned_to_fkey references members,
  tags text[] not null,
  custom jsonb not null,
  search text not null
);
create index opportunities_created_at_idx on opportunities (created_at, id);
create index opportunities_stage_idx on opportunities (pipeline_id, stage, created_at);
create index opportunities_assigned_to_idx on opportunities (assigned_to);
create index opportunities_account_id_idx on opportunities (account_id);
create index opportunities_contact_id_idx on opportunities (contact_id);
create index opportunities_lead_id_idx on opportunities (lead_id);
create index opportunities_search_idx on opportunities using gin (search gin_trgm_ops);
