create table contacts (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  account_id uuid constraint contacts_account_id_fkey references accounts,
  first_name text collate "und-x-icu" not null,
  last_name text collate "und-x-icu" not null,
  email text,
  phone text,
  phone_e164 text,
  mobile text,
  mobile_e164 text,
  website text,
  country text,
  city text collate "und-x-icu",
  language text,
  title text collate "und-x-icu",
  department text collate "und-x-icu",
  address jsonb,
  lead_source text collate "und-x-icu",
  notes text,
  preferred_channel text,
  last_interaction_at timestamptz,
  assigned_to uuid constraint contacts_assigned_to_fkey references members,
  tags text[] not null,
  custom jsonb not null,
  search text not null
);
create index contacts_created_at_idx on contacts (created_at, id);
create index contacts_account_id_idx on contacts (account_id);
create index contacts_assigned_to_idx on contacts (assigned_to);
create index contacts_search_idx on contacts using gin (search gin_trgm_ops);
