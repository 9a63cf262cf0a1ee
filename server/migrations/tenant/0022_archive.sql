-- The trash of a kind of record: few among many, listed by when they came there. Only they are in the index, so nobody
-- else's writes pay for it.
create index leads_archived_at_idx on leads (archived_at, id) where archived_at is not null;
create index contacts_archived_at_idx on contacts (archived_at, id) where archived_at is not null;
create index accounts_archived_at_idx on accounts (archived_at, id) where archived_at is not null;
create index opportunities_archived_at_idx on opportunities (archived_at, id) where archived_at is not null;
