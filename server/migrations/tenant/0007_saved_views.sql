create table saved_views (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  record_type text not null,
  name text collate "und-x-icu" not null,
  query jsonb not null,
  shared boolean not null,
  position integer not null
);
create index saved_views_record_type_idx on saved_views (record_type);
