-- What the queue of duplicates shows to who reads many records: pairs that were found, so that nobody compares a million
-- records while somebody waits. `modules/duplicates` follows the log to keep them right; the records stay the truth.
create table duplicate_pairs (
  record_type text not null,
  -- The older one.
  a uuid not null,
  b uuid not null,
  -- 0 for two that were compared and are none: whoever follows from one of them is found by it.
  confidence integer not null,
  reasons text[] not null,
  constraint duplicate_pairs_pkey primary key (a, b)
);
create index duplicate_pairs_place_idx on duplicate_pairs (record_type, (-confidence), a, b);
create index duplicate_pairs_b_idx on duplicate_pairs (b);

-- Names in a city that more than one record has, by 64 bits of them: whoever is erased leaves no name here. Pairs of these
-- are by far the most, and are made as they are read.
create table duplicate_names (
  record_type text not null,
  key bigint not null,
  constraint duplicate_names_pkey primary key (record_type, key)
);

-- A name in a city is looked for by the same bits. Leads have no folded name of their own, they are found by the words as
-- they stand; of accounts, people alone are asked for.
create index contacts_name_city_idx on contacts (hashtextextended(nullif(name_key, '') || chr(31) || lower(city), 0))
  where hashtextextended(nullif(name_key, '') || chr(31) || lower(city), 0) is not null;
create index accounts_name_city_idx on accounts (hashtextextended(nullif(name_key, '') || chr(31) || lower(city), 0))
  where account_type = 'individual';
create index leads_name_city_idx on leads (
    hashtextextended(nullif(lower(coalesce(first_name || ' ' || last_name, first_name, last_name, '')), '') || chr(31) || lower(city), 0)
  ) where hashtextextended(nullif(lower(coalesce(first_name || ' ' || last_name, first_name, last_name, '')), '') || chr(31) || lower(city), 0) is not null;
create index leads_name_idx on leads (lower(coalesce(first_name || ' ' || last_name, first_name, last_name, '')));

-- From here on the log is followed; what was there before is walked in small steps, where there is any.
insert into settings (key, value, updated_at)
select 'duplicates_followed', to_jsonb(coalesce(max(sequence), 0)), now() from events;
insert into settings (key, value, updated_at)
select key, '"rules 1"', now()
from (
  select 'duplicates_found_contact' as key where not exists (select from contacts)
  union all select 'duplicates_found_account' where not exists (select from accounts)
  union all select 'duplicates_found_lead' where not exists (select from leads)
) walks;
