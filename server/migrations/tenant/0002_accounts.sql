create table accounts (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  account_type text not null check (account_type in ('business', 'individual')),
  name text collate "und-x-icu" not null,
  first_name text collate "und-x-icu",
  last_name text collate "und-x-icu",
  email text,
  phone text,
  phone_e164 text,
  mobile text,
  mobile_e164 text,
  website text,
  country text,
  city text collate "und-x-icu",
  language text,
  description text,
  billing_address jsonb,
  region text collate "und-x-icu",
  currency text,
  is_active boolean not null,
  lifetime_value numeric(14, 2) not null,
  last_interaction_at timestamptz,
  registry_customer_id text,
  assigned_to uuid constraint accounts_assigned_to_fkey references members,
  tags text[] not null,
  custom jsonb not null,
  search text not null
);
create index accounts_created_at_idx on accounts (created_at, id);
create index accounts_name_idx on accounts (name, id);
create index accounts_assigned_to_idx on accounts (assigned_to);
create index accounts_search_idx on accounts using gin (search gin_trgm_ops);
