-- What was hidden is there for everybody from here on.
alter table custom_fields drop column searched;
alter table custom_fields drop column visible_to;
