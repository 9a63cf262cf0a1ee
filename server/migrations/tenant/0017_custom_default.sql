-- What a new record has in a field of the tenant's own where nobody says anything.
alter table custom_fields add column default_value jsonb;
