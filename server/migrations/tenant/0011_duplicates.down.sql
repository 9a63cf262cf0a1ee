drop table duplicate_dismissals;
drop index leads_mobile_e164_idx;
drop index accounts_website_idx;
drop index accounts_tax_id_idx;
alter table leads drop column merged_into_id;
alter table accounts drop column merged_into_id;
alter table contacts drop column merged_into_id;
alter table accounts drop column name_key;
alter table contacts drop column name_key;
