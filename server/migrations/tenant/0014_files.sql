-- Files on records; the content lies in a store, under the tenant's id and the file's.
create table files (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  name text collate "und-x-icu" not null,
  content_type text not null,
  size integer not null,
  sha256 text not null,
  -- A record that is removed for good takes what hangs on it alone along, in the same transaction (modules/files).
  lead_id uuid constraint files_lead_id_fkey references leads deferrable initially deferred,
  contact_id uuid constraint files_contact_id_fkey references contacts deferrable initially deferred,
  account_id uuid constraint files_account_id_fkey references accounts deferrable initially deferred,
  opportunity_id uuid constraint files_opportunity_id_fkey references opportunities deferrable initially deferred
);
create index files_lead_id_idx on files (lead_id, created_at) where lead_id is not null;
create index files_contact_id_idx on files (contact_id, created_at) where contact_id is not null;
create index files_account_id_idx on files (account_id, created_at) where account_id is not null;
create index files_opportunity_id_idx on files (opportunity_id, created_at) where opportunity_id is not null;

-- Content that the store may hold and no file has: noted before it is written there, and when a file is removed for good.
create table file_leftovers (
  id uuid primary key,
  due_at timestamptz not null
);
create index file_leftovers_due_at_idx on file_leftovers (due_at);
