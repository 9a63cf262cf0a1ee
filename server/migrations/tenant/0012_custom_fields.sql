-- Fields of the tenant's own. What records hold in them lies in their `custom`, by key.
create table custom_fields (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  record_type text not null,
  key text not null,
  label text collate "und-x-icu" not null,
  labels jsonb not null,
  description text,
  type text not null check (type in ('text', 'number', 'money', 'date', 'choice', 'multi_choice', 'yes_no', 'link', 'email', 'phone', 'member')),
  options jsonb not null,
  required boolean not null,
  position integer not null,
  constraint custom_fields_key_key unique (record_type, key)
);
-- Choices, days, numbers, members: whatever a filter names whole is found by containment.
create index leads_custom_idx on leads using gin (custom jsonb_path_ops);
create index contacts_custom_idx on contacts using gin (custom jsonb_path_ops);
create index accounts_custom_idx on accounts using gin (custom jsonb_path_ops);
create index opportunities_custom_idx on opportunities using gin (custom jsonb_path_ops);
