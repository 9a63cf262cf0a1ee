-- Lists of a million: the sorts that lists offer first lie on an index, e-mails in the order that people read.
create index contacts_full_name_idx on contacts (btrim(first_name || ' ' || last_name), id);
create index contacts_email_order_idx on contacts ((email collate "und-x-icu"), id);
create index accounts_email_order_idx on accounts ((email collate "und-x-icu"), id);

-- How often a word occurs decides whether the trigram index or the order is walked: of a million texts, a hundred say
-- too little. An index that keeps little aside answers alike before and after many writes.
alter table contacts alter column search set statistics 1000;
alter table accounts alter column search set statistics 1000;
alter table opportunities alter column search set statistics 1000;
alter index leads_search_idx set (gin_pending_list_limit = 256);
alter index contacts_search_idx set (gin_pending_list_limit = 256);
alter index accounts_search_idx set (gin_pending_list_limit = 256);
alter index opportunities_search_idx set (gin_pending_list_limit = 256);
