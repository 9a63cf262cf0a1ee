drop index opportunities_archived_at_idx;
drop index accounts_archived_at_idx;
drop index contacts_archived_at_idx;
drop index leads_archived_at_idx;
