-- The rest of a contact: who they report to, what they agreed to, how they travel. Defaults let the version before this
-- one go on writing.
alter table contacts add column reports_to_id uuid constraint contacts_reports_to_id_fkey references contacts;
alter table contacts add column birth_date date;
alter table contacts add column nationality text;
alter table contacts add column social_profiles jsonb;
alter table contacts add column consent jsonb not null default '{}';
alter table contacts add column seat_preference text;
alter table contacts add column meal_preference text;
alter table contacts add column dietary_restrictions text[] not null default '{}';
alter table contacts add column accessibility_needs text[] not null default '{}';
alter table contacts add column home_airport text;
alter table contacts add column frequent_flyer jsonb not null default '[]';
alter table contacts add column emergency_contact jsonb;

create index contacts_reports_to_id_idx on contacts (reports_to_id) where reports_to_id is not null;
create index contacts_last_name_idx on contacts (last_name, id);
create index contacts_first_name_idx on contacts (first_name, id);
create index contacts_updated_at_idx on contacts (updated_at, id);
create index contacts_email_idx on contacts (lower(email));
create index contacts_phone_e164_idx on contacts (phone_e164);
create index contacts_mobile_e164_idx on contacts (mobile_e164) where mobile_e164 is not null;
create index contacts_birth_date_idx on contacts (birth_date) where birth_date is not null;
create index contacts_nationality_idx on contacts (nationality) where nationality is not null;
create index contacts_last_interaction_at_idx on contacts (last_interaction_at, id);
-- What points to a contact that is removed for good is found by these.
create index leads_contact_id_idx on leads (contact_id) where contact_id is not null;
create index leads_converted_contact_id_idx on leads (converted_contact_id) where converted_contact_id is not null;

-- What a contact shows at a border. The number is encrypted by the application; beside it stands what is shown of it.
create table travel_documents (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  version integer not null,
  contact_id uuid not null constraint travel_documents_contact_id_fkey references contacts,
  kind text not null check (kind in ('passport', 'visa', 'id_card', 'residence_permit')),
  number text not null,
  number_masked text not null,
  country text,
  issued_on date,
  expires_on date,
  holder_name text collate "und-x-icu"
);
create index travel_documents_contact_id_idx on travel_documents (contact_id);
create index travel_documents_expires_on_idx on travel_documents (expires_on, id) where archived_at is null;
-- Who saw how many numbers lately.
create index events_revealed_idx on events (actor_id, at) where type = 'travel_document.revealed';
