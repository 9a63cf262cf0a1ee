drop table invitations;
alter table teams drop column version;
alter table members drop column version;
