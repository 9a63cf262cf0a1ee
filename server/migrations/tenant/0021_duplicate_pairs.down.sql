delete from settings where key in ('duplicates_followed', 'duplicates_found_contact', 'duplicates_found_account', 'duplicates_found_lead');
drop index leads_name_idx;
drop index leads_name_city_idx;
drop index accounts_name_city_idx;
drop index contacts_name_city_idx;
drop table duplicate_names;
drop table duplicate_pairs;
