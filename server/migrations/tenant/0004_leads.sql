create table leads (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  first_name text collate "und-x-icu",
  last_name text collate "und-x-icu",
  title text collate "und-x-icu",
  job_title text collate "und-x-icu",
  description text,
  email text,
  phone text,
  phone_e164 text,
  mobile text,
  mobile_e164 text,
  website text,
  country text,
  city text collate "und-x-icu",
  language text,
  company_name text collate "und-x-icu",
  lead_status text not null check (lead_status in ('new', 'contacted', 'callback', 'qualified', 'proposal', 'negotiation', 'won', 'lost')),
  lead_source text,
  campaign text collate "und-x-icu",
  utm_source text collate "und-x-icu",
  utm_medium text collate "und-x-icu",
  utm_campaign text collate "und-x-icu",
  interest_level text,
  travel_interests text[] not null,
  destinations text[] not null,
  preferred_travel_date date,
  return_date date,
  number_of_travelers integer,
  budget_level text,
  estimated_value numeric(14, 2),
  currency text,
  lead_score integer not null check (lead_score between 0 and 100),
  score_locked boolean not null,
  conversion_probability double precision check (conversion_probability between 0 and 1),
  expected_close_date date,
  last_contact_date timestamptz,
  next_follow_up timestamptz,
  call_attempts integer not null,
  lost_reason text collate "und-x-icu",
  contact_id uuid constraint leads_contact_id_fkey references contacts,
  converted_at timestamptz,
  converted_account_id uuid constraint leads_converted_account_id_fkey references accounts,
  converted_contact_id uuid constraint leads_converted_contact_id_fkey references contacts,
  converted_opportunity_id uuid,
  registry_customer_id text,
  assigned_to uuid constraint leads_assigned_to_fkey references members,
  tags text[] not null,
  custom jsonb not null,
  search text not null
);
-- s2 names these; the first column of each also serves it alone.
create index leads_created_at_idx on leads (created_at, id);
create index leads_lead_status_idx on leads (lead_status, created_at);
create index leads_assigned_to_idx on leads (assigned_to, lead_score);
create index leads_lead_score_idx on leads (lead_score, lead_status);
create index leads_next_follow_up_idx on leads (next_follow_up) where next_follow_up is not null;
create index leads_email_idx on leads (lower(email));
create index leads_phone_e164_idx on leads (phone_e164);
create index leads_search_idx on leads using gin (search gin_trgm_ops);
alter table leads alter column search set statistics 1000;
