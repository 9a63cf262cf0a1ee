-- What happened: notes, calls, messages. A row hangs on the records it is about.
create table activities (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  type text not null check (type in ('note', 'call', 'email', 'meeting', 'chat', 'whatsapp', 'sms', 'in_person')),
  subject text collate "und-x-icu" not null,
  description text,
  status text not null check (status in ('pending', 'completed', 'cancelled')),
  started_at timestamptz,
  completed_at timestamptz,
  lead_id uuid constraint activities_lead_id_fkey references leads on delete cascade,
  account_id uuid constraint activities_account_id_fkey references accounts on delete cascade,
  contact_id uuid constraint activities_contact_id_fkey references contacts on delete cascade,
  opportunity_id uuid constraint activities_opportunity_id_fkey references opportunities on delete cascade,
  search text not null
);
create index activities_lead_id_idx on activities (lead_id, created_at) where lead_id is not null;
create index activities_account_id_idx on activities (account_id, created_at) where account_id is not null;
create index activities_contact_id_idx on activities (contact_id, created_at) where contact_id is not null;
create index activities_opportunity_id_idx on activities (opportunity_id, created_at) where opportunity_id is not null;
create index activities_created_at_idx on activities (created_at, id);
