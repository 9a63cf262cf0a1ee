drop index opportunities_custom_idx;
drop index accounts_custom_idx;
drop index contacts_custom_idx;
drop index leads_custom_idx;
drop table custom_fields;
