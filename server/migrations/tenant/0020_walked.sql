-- A tenant that has nobody yet has nothing of before to be brought up to date (`platform/backfill.ts`).
insert into settings (key, value, updated_at)
select key, '"done"', now()
from (values ('contacts_by_account'), ('loyalty_kept'), ('loyalty_computed')) walks (key)
where not exists (select from contacts) and not exists (select from accounts)
on conflict (key) do nothing;
