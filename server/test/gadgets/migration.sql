create table gadgets (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid constraint gadgets_created_by_fkey references members,
  archived_at timestamptz,
  version integer not null,
  name text collate "und-x-icu" not null,
  colour text,
  weight integer,
  assigned_to uuid constraint gadgets_assigned_to_fkey references members,
  tags text[] not null,
  tags_folded text[] not null default '{}',
  custom jsonb not null,
  search text not null
);
