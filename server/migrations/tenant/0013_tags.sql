-- Tags with a colour. Records hold the names; a tag that nobody declared is as good.
create table tags (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  name text collate "und-x-icu" not null,
  color text check (color in ('grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink'))
);
create unique index tags_name_key on tags (lower(name)) where archived_at is null;

-- Tags compare without case, and no index can fold an array: the app writes it folded beside.
alter table leads add column tags_folded text[] not null default '{}';
alter table contacts add column tags_folded text[] not null default '{}';
alter table accounts add column tags_folded text[] not null default '{}';
alter table opportunities add column tags_folded text[] not null default '{}';
update leads set tags_folded = lower(tags::text collate "und-x-icu")::text[] where cardinality(tags) > 0;
update contacts set tags_folded = lower(tags::text collate "und-x-icu")::text[] where cardinality(tags) > 0;
update accounts set tags_folded = lower(tags::text collate "und-x-icu")::text[] where cardinality(tags) > 0;
update opportunities set tags_folded = lower(tags::text collate "und-x-icu")::text[] where cardinality(tags) > 0;
create index leads_tags_folded_idx on leads using gin (tags_folded);
create index contacts_tags_folded_idx on contacts using gin (tags_folded);
create index accounts_tags_folded_idx on accounts using gin (tags_folded);
create index opportunities_tags_folded_idx on opportunities using gin (tags_folded);
