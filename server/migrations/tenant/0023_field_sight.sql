-- Roles that a field of the tenant's own is there for; null where it is there for everybody.
alter table custom_fields add column visible_to jsonb;
-- Whether every record is found by its values. A default that is the same for all rewrites no table.
alter table custom_fields add column searched boolean not null default true;
