-- What may be one: the folded name of a person or organisation, written by the app. Null where it was not yet computed:
-- rows of before are filled in a few at a time, because only the app folds (`modules/duplicates`).
alter table contacts add column name_key text;
alter table accounts add column name_key text;

-- Where an archived record went. No foreign key: the trace outlives what it leads to.
alter table contacts add column merged_into_id uuid;
alter table accounts add column merged_into_id uuid;
alter table leads add column merged_into_id uuid;
create index contacts_merged_into_id_idx on contacts (merged_into_id) where merged_into_id is not null;
create index accounts_merged_into_id_idx on accounts (merged_into_id) where merged_into_id is not null;
create index leads_merged_into_id_idx on leads (merged_into_id) where merged_into_id is not null;

-- A duplicate is looked for by each of these, before every creation.
create index contacts_name_key_idx on contacts (name_key) where name_key is not null;
create index contacts_unkeyed_idx on contacts (id) where name_key is null;
create index accounts_name_key_idx on accounts (name_key) where name_key is not null;
create index accounts_unkeyed_idx on accounts (id) where name_key is null;
create index accounts_tax_id_idx on accounts (upper(regexp_replace(tax_id, '[^0-9A-Za-z]', '', 'g'))) where tax_id is not null;
create index accounts_website_idx on accounts (lower(substring(website from '^(?:[A-Za-z]+://)?(?:www\.)?([^/:?#]+)'))) where website is not null;
create index leads_mobile_e164_idx on leads (mobile_e164) where mobile_e164 is not null;

-- Two records that somebody said are not one. The smaller id comes first.
create table duplicate_dismissals (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  of_type text not null,
  first_id uuid not null,
  second_id uuid not null
);
create index duplicate_dismissals_first_id_idx on duplicate_dismissals (first_id, second_id);
create index duplicate_dismissals_second_id_idx on duplicate_dismissals (second_id);
