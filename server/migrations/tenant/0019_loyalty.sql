-- The day on which a trip leaves the months that count for loyalty, so that it is worked out again.
alter table accounts add column loyalty_until date;
create index accounts_loyalty_until_idx on accounts (loyalty_until) where loyalty_until is not null;
-- Until now nothing but people said how loyal a customer is. What they said is locked behind this, in small steps
-- (`modules/accounts/loyalty.ts`), before anything is worked out: here it would hold the table while it rewrites it.
