-- Branches of trade as the tenant sees them: a tree of any depth.
create table industries (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  name text collate "und-x-icu" not null,
  code text collate "und-x-icu",
  parent_id uuid constraint industries_parent_id_fkey references industries,
  description text,
  is_active boolean not null,
  -- Folded by the app: two spellings of a name are one name.
  name_key text not null,
  code_key text,
  search text not null
);
create index industries_created_at_idx on industries (created_at, id);
create index industries_name_idx on industries (name, id);
create index industries_parent_id_idx on industries (parent_id);
create index industries_name_key_idx on industries (name_key);
create unique index industries_code_key on industries (code_key) where archived_at is null;
create unique index industries_name_key on industries (parent_id, name_key) nulls not distinct where archived_at is null;

alter table accounts add column industry_id uuid constraint accounts_industry_id_fkey references industries;
alter table accounts add column size text collate "und-x-icu";
alter table accounts add column parent_id uuid constraint accounts_parent_id_fkey references accounts;
-- The account is written before the contact that it names.
alter table accounts add column primary_contact_id uuid
  constraint accounts_primary_contact_id_fkey references contacts deferrable initially deferred;
alter table accounts add column shipping_address jsonb;
alter table accounts add column nationality text;
alter table accounts add column tax_id text collate "und-x-icu";
alter table accounts add column notes text;
alter table accounts add column preferred_channel text;
alter table accounts add column payment_method text;
alter table accounts add column payment_terms_days integer;
alter table accounts add column credit_limit numeric(14, 2);
alter table accounts add column credit_used numeric(14, 2) not null default 0;
-- The day on which credit_used gets less by itself.
alter table accounts add column credit_until date;
alter table accounts add column loyalty_status text not null default 'new';
alter table accounts add column loyalty_locked boolean not null default false;
alter table accounts add column preferences jsonb;
alter table accounts add column social_profiles jsonb;

create index accounts_industry_id_idx on accounts (industry_id);
create index accounts_parent_id_idx on accounts (parent_id);
create unique index accounts_primary_contact_id_key on accounts (primary_contact_id) where primary_contact_id is not null;
create index accounts_updated_at_idx on accounts (updated_at, id);
create index accounts_email_idx on accounts (lower(email));
create index accounts_phone_e164_idx on accounts (phone_e164);
create index accounts_mobile_e164_idx on accounts (mobile_e164);
create index accounts_loyalty_status_idx on accounts (loyalty_status);
create index accounts_lifetime_value_idx on accounts (lifetime_value, id);
create index accounts_last_interaction_at_idx on accounts (last_interaction_at, id);
create index accounts_credit_until_idx on accounts (credit_until) where credit_until is not null;

-- What was won before lifetime values were kept, where both say their currency in the same way.
update accounts as a set lifetime_value = v.won
from (
  select x.id, sum(o.amount) as won
  from accounts x join opportunities o on o.account_id = x.id and o.currency is not distinct from x.currency
  where o.status = 'won' and o.archived_at is null and o.amount is not null
  group by x.id
) v
where v.id = a.id;
