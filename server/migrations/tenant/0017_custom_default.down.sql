alter table custom_fields drop column default_value;
