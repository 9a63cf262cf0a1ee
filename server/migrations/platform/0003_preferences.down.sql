drop table password_resets;
alter table users drop column preferences;
